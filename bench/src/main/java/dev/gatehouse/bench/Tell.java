package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What the time of an answer tells of its reason, as a client on the same machine sees it (EN-06,
/// TE-23): requests that must look alike, sent in turn over one connection.
///
/// @param medianDifference of two kinds of requests, as a share of the quicker one
/// @param guess the area under the curve of the best guess: 0.5 is chance, 1 is certainty
record Tell(double medianDifference, double guess) {
  private static final int ROUNDS = 2_000;
  private static final int WARM_UP = 4_000;

  /// Makes the requests of one kind.
  interface Arm {
    /// The request of that round; what it needs is sent before and not measured.
    byte[] request(Connection connection, int round) throws IOException;
  }

  /// What must be the same of all answers.
  static Object whole(Connection.Answer answer) {
    return List.of(answer.status(), answer.text());
  }

  /// Of those two that differ most.
  ///
  /// @param kinds requests with the same answer, at least two
  /// @throws IllegalStateException when an answer differs from the others
  static Tell of(Target server, List<byte[]> kinds) throws IOException {
    var arms = kinds.stream().<Arm>map(kind -> (_, _) -> kind).toList();
    try (var connection = new Connection(server.port())) {
      measure(connection, arms, Tell::whole, 0, WARM_UP);
      var nanos = measure(connection, arms, Tell::whole, WARM_UP, ROUNDS);
      double difference = 0;
      double guess = 0.5;
      for (int a = 0; a < nanos.length; a++) {
        for (int b = a + 1; b < nanos.length; b++) {
          var tell = between(nanos[a], nanos[b]);
          difference = Math.max(difference, tell.medianDifference);
          guess = Math.max(guess, tell.guess);
        }
      }
      return new Tell(difference, guess);
    }
  }

  /// How long each round's answer to each of the arms took, in ascending order. Which of them comes
  /// first is drawn anew each round: what an answer leaves to be done then falls on all alike.
  ///
  /// @param likeness what must be the same of all answers
  /// @throws IllegalStateException when an answer differs from the others
  static long[][] measure(
      Connection connection,
      List<Arm> arms,
      Function<Connection.Answer, Object> likeness,
      int from,
      int rounds)
      throws IOException {
    var nanos = new long[arms.size()][rounds];
    var order = new ArrayList<>(IntStream.range(0, arms.size()).boxed().toList());
    var random = new Random(from);
    var seen = new ArrayList<Object>();
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (int arm : order) {
        var request = arms.get(arm).request(connection, from + round);
        var start = System.nanoTime();
        var answer = connection.exchange(request);
        nanos[arm][round] = System.nanoTime() - start;
        seen.add(likeness.apply(answer));
        if (!seen.getFirst().equals(seen.getLast())) {
          throw new IllegalStateException(seen.getFirst() + ", but " + seen.getLast());
        }
        if (seen.size() > 1) {
          seen.removeLast();
        }
      }
    }
    for (var all : nanos) {
      Arrays.sort(all);
    }
    return nanos;
  }

  /// Of two kinds of requests, whose times are in ascending order.
  static Tell between(long[] a, long[] b) {
    return new Tell(difference(a, b), guess(a, b));
  }

  /// How far chance alone takes the guess away from 0.5, in two of three cases.
  static double uncertainty(int samples) {
    return Math.sqrt((2 * samples + 1) / (12.0 * samples * samples));
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
