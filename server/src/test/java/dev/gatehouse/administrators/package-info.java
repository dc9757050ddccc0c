/// Tests of what is asked of administrators, whichever edge asks.
@NullMarked
package dev.gatehouse.administrators;

import org.jspecify.annotations.NullMarked;
