package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.Target;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// What the time of an answer tells of its reason, as a client on the same machine sees it (EN-06,
/// TE-23): requests that must look alike, sent in turn over one connection.
///
/// @param medianDifference of the two that differ most, as a share of the quicker one
/// @param guess the area under the curve of the best guess: 0.5 is chance, 1 is certainty
record Tell(double medianDifference, double guess) {
  private static final int ROUNDS = 2_000;
  private static final int WARM_UP = 4_000;

  /// @param kinds requests with the same answer, at least two
  /// @throws IllegalStateException when an answer differs from the others
  static Tell of(Target server, List<byte[]> kinds) throws IOException {
    try (var connection = new Connection(server.port())) {
      measure(connection, kinds, WARM_UP);
      var nanos = measure(connection, kinds, ROUNDS);
      double difference = 0;
      double guess = 0.5;
      for (int a = 0; a < nanos.length; a++) {
        for (int b = a + 1; b < nanos.length; b++) {
          difference = Math.max(difference, difference(nanos[a], nanos[b]));
          guess = Math.max(guess, guess(nanos[a], nanos[b]));
        }
      }
      return new Tell(difference, guess);
    }
  }

  /// In ascending order.
  private static long[][] measure(Connection connection, List<byte[]> kinds, int rounds)
      throws IOException {
    var nanos = new long[kinds.size()][rounds];
    var expected = connection.exchange(kinds.getFirst());
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < kinds.size(); i++) {
        var kind = (i + round) % kinds.size();
        var start = System.nanoTime();
        var answer = connection.exchange(kinds.get(kind));
        nanos[kind][round] = System.nanoTime() - start;
        if (answer.status() != expected.status() || !answer.text().equals(expected.text())) {
          throw new IllegalStateException(answer.status() + " " + answer.text());
        }
      }
    }
    for (var all : nanos) {
      Arrays.sort(all);
    }
    return nanos;
  }

  private static double difference(long[] a, long[] b) {
    double first = a[a.length / 2];
    double second = b[b.length / 2];
    return Math.abs(first - second) / Math.min(first, second);
  }

  private static double guess(long[] a, long[] b) {
    long below = 0;
    double ties = 0;
    int lower = 0;
    int upper = 0;
    for (var value : b) {
      while (lower < a.length && a[lower] < value) {
        lower++;
      }
      while (upper < a.length && a[upper] <= value) {
        upper++;
      }
      below += lower;
      ties += (upper - lower) / 2.0;
    }
    var area = (below + ties) / ((double) a.length * b.length);
    return Math.max(area, 1 - area);
  }
}
