package dev.gatehouse.metrics;

import java.util.List;

/// The upper bounds of a histogram's buckets, and what they mean outside.
///
/// @param bounds rising, in the unit of [Histogram#observe]; above the last one is one more bucket
/// @param scale how many make one of the unit that is shown: 1e9 for nanoseconds shown as seconds
public record Buckets(List<Long> bounds, double scale) {
  private static final double SECOND = 1e9;
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;

  /// Of requests: half a millisecond to ten seconds, where the deadline is.
  public static final Buckets REQUEST =
      nanoseconds(
          500 * MICRO,
          MILLI,
          2 * MILLI,
          5 * MILLI,
          10 * MILLI,
          25 * MILLI,
          50 * MILLI,
          100 * MILLI,
          250 * MILLI,
          500 * MILLI,
          1_000 * MILLI,
          2_500 * MILLI,
          5_000 * MILLI,
          10_000 * MILLI);

  /// Of what is done within the machine: 50 microseconds to one second.
  public static final Buckets WORK =
      nanoseconds(
          50 * MICRO,
          100 * MICRO,
          250 * MICRO,
          500 * MICRO,
          MILLI,
          2 * MILLI,
          5 * MILLI,
          10 * MILLI,
          50 * MILLI,
          250 * MILLI,
          1_000 * MILLI);

  /// Of how many are done at once.
  public static final Buckets COUNT =
      new Buckets(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L), 1);

  public Buckets {
    bounds = List.copyOf(bounds);
  }

  /// A value as it is shown.
  public double shown(long value) {
    return value / scale;
  }

  private static Buckets nanoseconds(Long... bounds) {
    return new Buckets(List.of(bounds), SECOND);
  }
}
