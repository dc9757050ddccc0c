package dev.gatehouse.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Asks again and again until something holds.
final class Wait {
  private static final Duration PAUSE = Duration.ofMillis(5);

  private Wait() {}

  /// Something that may hold.
  interface Condition {
    boolean holds() throws IOException;
  }

  /// @param what for the message
  /// @return how long it took
  /// @throws DrillFailure when it does not hold in time
  static Duration until(String what, Duration max, Condition condition) throws IOException {
    var start = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - start > max.toNanos()) {
        throw new DrillFailure("after " + max + " it is still not so: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
