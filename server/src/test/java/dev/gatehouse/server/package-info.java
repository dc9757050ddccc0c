/// The assembly: data folder, master key, first start, health, stop.
@NullMarked
package dev.gatehouse.server;

import org.jspecify.annotations.NullMarked;
