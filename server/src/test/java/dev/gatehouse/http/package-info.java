/// The HTTP layer from outside, over raw sockets.
@NullMarked
package dev.gatehouse.http;

import org.jspecify.annotations.NullMarked;
