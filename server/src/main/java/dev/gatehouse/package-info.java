/// The root: starts the program.
@NullMarked
package dev.gatehouse;

import org.jspecify.annotations.NullMarked;
