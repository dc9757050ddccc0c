package dev.gatehouse.usage;

import dev.gatehouse.metrics.Buckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How long the token endpoint took, in six buckets for each power of ten from 100 microseconds to
/// 10 seconds, and one on either side: a percentile lies in its bucket, whose upper end is at most
/// 1.67 times its lower one.
public final class Latencies {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long FIRST_MICROS = 100;
  private static final int DECADES = 5;

  /// In tenths of the first of a decade.
  private static final List<Integer> STEPS = List.of(10, 15, 20, 30, 50, 70);

  private static final int TENTHS = 10;

  /// In nanoseconds.
  static final Buckets BUCKETS = new Buckets(bounds(), NANOS_PER_MICRO);

  private Latencies() {}

  private static List<Long> bounds() {
    var bounds = new ArrayList<Long>();
    long decade = FIRST_MICROS * NANOS_PER_MICRO;
    for (int i = 0; i < DECADES; i++) {
      for (var step : STEPS) {
        bounds.add(decade / TENTHS * step);
      }
      decade *= TENTHS;
    }
    bounds.add(decade);
    return bounds;
  }

  /// The time within which that share was answered, in microseconds: within a bucket, requests are
  /// taken to be spread evenly. What is above the last bound counts as that bound.
  ///
  /// @param counts by the number of the bucket; at least one
  /// @param share above 0 and up to 1, for instance 0.95
  public static long percentileMicros(Map<Integer, Long> counts, double share) {
    var bounds = BUCKETS.bounds();
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    double wanted = all * share;
    long below = 0;
    for (int bucket = 0; bucket < bounds.size(); bucket++) {
      long here = counts.getOrDefault(bucket, 0L);
      if (here > 0 && below + here >= wanted) {
        double from = bucket == 0 ? 0 : bounds.get(bucket - 1);
        double nanos = from + (bounds.get(bucket) - from) * (wanted - below) / here;
        return Math.round(BUCKETS.shown(Math.round(nanos)));
      }
      below += here;
    }
    return Math.round(BUCKETS.shown(bounds.getLast()));
  }
}
