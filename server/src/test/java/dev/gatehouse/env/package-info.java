/// Tests of what is read of the outside world.
@NullMarked
package dev.gatehouse.env;

import org.jspecify.annotations.NullMarked;
