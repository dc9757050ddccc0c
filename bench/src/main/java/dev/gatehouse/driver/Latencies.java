package dev.gatehouse.driver;

/// Counts how long things took, in steps of 100 microseconds up to twenty seconds.
public final class Latencies {
  private static final long STEP_NANOS = 100_000;
  private static final int STEPS = 200_000;

  private final int[] counts = new int[STEPS];
  private long total;

  /// Not thread-safe.
  public void add(long nanos) {
    counts[(int) Math.min(STEPS - 1L, nanos / STEP_NANOS)]++;
    total++;
  }

  /// Counts what another one counted, too.
  public void addAll(Latencies other) {
    for (int step = 0; step < STEPS; step++) {
      counts[step] += other.counts[step];
    }
    total += other.total;
  }

  public long count() {
    return total;
  }

  /// A quantile in milliseconds; `share` between 0 and 1; 0 where nothing was counted.
  public double millis(double share) {
    var rank = (long) Math.ceil(share * total);
    long below = 0;
    for (int step = 0; step < STEPS && total > 0; step++) {
      below += counts[step];
      if (below >= rank) {
        return (step + 1) * STEP_NANOS / 1e6;
      }
    }
    return 0;
  }
}
