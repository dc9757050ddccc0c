/// The assembly: builds every object once, in order. The only package that sees all others.
@NullMarked
package dev.gatehouse.server;

import org.jspecify.annotations.NullMarked;
