/// Gatehouse inside of a test: the engine with a clock that the test moves, clients of the AWS SDK
/// that call it without a port, and a JUnit extension that starts and stops it.
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
