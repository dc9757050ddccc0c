/// Drives a Gatehouse of its own process from outside, as a client and as its operator.
@NullMarked
package dev.gatehouse.driver;

import org.jspecify.annotations.NullMarked;
