/// Signing keys: generation ahead of need, sealing, loading, rotation with overlap, and the
/// published key set.
@NullMarked
package dev.gatehouse.keys;

import org.jspecify.annotations.NullMarked;
