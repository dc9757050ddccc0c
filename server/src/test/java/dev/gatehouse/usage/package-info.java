/// Tests of the history of what applications do.
@NullMarked
package dev.gatehouse.usage;

import org.jspecify.annotations.NullMarked;
