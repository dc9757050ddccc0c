/// Measures a running Gatehouse from outside: CPU of the server process per request, as ratios to
/// yardsticks of the same run, because machines are noisy. Nothing here is a test.
@NullMarked
package dev.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
