/// The extension API's operations, each with its answers and refusals.
@NullMarked
package dev.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
