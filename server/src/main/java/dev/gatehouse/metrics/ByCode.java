package dev.gatehouse.metrics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/// The counters of a small whole number, such as a status code: each made when it is first needed,
/// then found by its index. Thread-safe.
public final class ByCode {
  private static final int CODES = 600;

  private final AtomicReferenceArray<Counter> counters = new AtomicReferenceArray<>(CODES);
  private final IntFunction<Counter> maker;

  /// @param maker may be asked twice for one code, and then answers with the same counter
  public ByCode(IntFunction<Counter> maker) {
    this.maker = maker;
  }

  /// @param code what is out of 0 to 599 counts as 0
  public void count(int code) {
    var index = code >= 0 && code < CODES ? code : 0;
    var counter = counters.get(index);
    if (counter == null) {
      counter = maker.apply(index);
      counters.set(index, counter);
    }
    counter.add();
  }
}
