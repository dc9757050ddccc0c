package dev.gatehouse.bench;

import java.util.Arrays;

/// The middle of some measurements: what one disturbed among them does not move.
final class Median {
  private Median() {}

  /// @param values at least one; of an even number the upper one of both in the middle
  static double of(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
