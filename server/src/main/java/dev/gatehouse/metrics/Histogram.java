package dev.gatehouse.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// How values are distributed over fixed buckets. Thread-safe; observing never waits.
public final class Histogram implements Series {
  private final Buckets buckets;
  private final long[] bounds;
  private final LongAdder[] counts;
  private final LongAdder sum = new LongAdder();

  public Histogram(Buckets buckets) {
    this.buckets = buckets;
    bounds = buckets.bounds().stream().mapToLong(Long::longValue).toArray();
    counts = new LongAdder[bounds.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  /// Counts `value` in the first bucket whose bound is not below it.
  ///
  /// @param value for instance nanoseconds; a negative one counts as zero
  public void observe(long value) {
    var real = Math.max(0, value);
    int bucket = 0;
    while (bucket < bounds.length && real > bounds[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(real);
  }

  /// Counts the time since `startNanos` of `System.nanoTime`.
  public void observeSince(long startNanos) {
    observe(System.nanoTime() - startNanos);
  }

  public Buckets buckets() {
    return buckets;
  }

  /// How many values are in each bucket, the one above the last bound at the end; not cumulative.
  public List<Long> counts() {
    var all = new ArrayList<Long>(counts.length);
    for (var count : counts) {
      all.add(count.sum());
    }
    return all;
  }

  /// The sum of all values, in the unit of [#observe].
  public long sum() {
    return sum.sum();
  }
}
