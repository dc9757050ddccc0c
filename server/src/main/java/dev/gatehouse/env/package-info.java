/// The outside world as values: clock, randomness, and the context of the current request. Knows
/// nothing of ours.
@NullMarked
package dev.gatehouse.env;

import org.jspecify.annotations.NullMarked;
