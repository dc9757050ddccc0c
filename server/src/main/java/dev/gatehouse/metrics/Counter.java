package dev.gatehouse.metrics;

import java.util.concurrent.atomic.LongAdder;

/// A number that only grows. Thread-safe; adding never waits.
public final class Counter implements Series {
  private final LongAdder value = new LongAdder();

  public void add() {
    value.increment();
  }

  /// @param amount not negative
  public void add(long amount) {
    value.add(amount);
  }

  public long value() {
    return value.sum();
  }
}
