/// The testkit as its users see it: the machine-to-machine story, time, isolation, and that nothing
/// is left behind.
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
