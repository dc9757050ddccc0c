/// What tests of every package share: a server of their own with a clock they move and randomness
/// they can repeat, and helpers that speak its protocols.
@NullMarked
package dev.gatehouse.testing;

import org.jspecify.annotations.NullMarked;
