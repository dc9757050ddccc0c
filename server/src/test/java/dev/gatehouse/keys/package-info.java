/// Signing keys: spares, rotation, the published key set.
@NullMarked
package dev.gatehouse.keys;

import org.jspecify.annotations.NullMarked;
