/// Tests of the console's own addresses: over HTTP, on real servers.
@NullMarked
package dev.gatehouse.console;

import org.jspecify.annotations.NullMarked;
