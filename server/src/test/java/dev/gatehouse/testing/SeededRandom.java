package dev.gatehouse.testing;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Randomness that gives the same numbers for the same seed; safe for several threads.
public final class SeededRandom implements RandomGenerator {
  private final SplittableRandom source;

  public SeededRandom(long seed) {
    this.source = new SplittableRandom(seed);
  }

  @Override
  public synchronized long nextLong() {
    return source.nextLong();
  }
}
