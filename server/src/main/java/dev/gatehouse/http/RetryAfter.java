package dev.gatehouse.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// After how many seconds refused clients may ask again (RFC 9110 §10.2.3). Each is given a time of
/// its own, one after the other at the pace at which they can be refused once more beside the work
/// (RL-46): who is refused alone may come back after a second, of thousands who are refused at once
/// the last one after many. Thread-safe.
final class RetryAfter {
  /// Refusals a second that cost little beside the work: at 75 microseconds each, a sixteenth of a
  /// processor.
  private static final long REFUSALS_OF_A_PROCESSOR = 800;

  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long WAIT_MAX_NANOS = 30 * SECOND_NANOS;

  private final LongSupplier nanos;
  private final long paceNanos;
  private long next;

  /// @param nanos as [System#nanoTime]
  RetryAfter(LongSupplier nanos, int processors) {
    this.nanos = nanos;
    paceNanos = SECOND_NANOS / (processors * REFUSALS_OF_A_PROCESSOR);
    next = nanos.getAsLong();
  }

  /// For one who is refused now: 1 to 30.
  synchronized long seconds() {
    var now = nanos.getAsLong();
    var wait = Math.clamp(next - now + paceNanos, SECOND_NANOS, WAIT_MAX_NANOS);
    next = now + wait;
    return wait / SECOND_NANOS;
  }
}
