/// The storage contract, and the rows it works with.
@NullMarked
package dev.gatehouse.store;

import org.jspecify.annotations.NullMarked;
