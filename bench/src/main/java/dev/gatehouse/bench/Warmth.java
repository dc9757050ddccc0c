package dev.gatehouse.bench;

import java.io.IOException;

/// When a server is warm: a budget is for one that is. It is when the cost of a request has not
/// fallen any more within some measurements; a production server is in no hurry to compile.
///
/// @param least how many measurements are made at least
/// @param most how many are made at most
/// @param steady in so many in a row the cost has not fallen
/// @param share what is less than that share of the least cost so far has fallen
record Warmth(int least, int most, int steady, double share) {
  /// Of what is compared with a signature: a thirtieth shows.
  static final Warmth EXACT = new Warmth(6, 30, 3, 1 - 1 / 30.0);

  /// Of what is compared with itself in turn: a twentieth.
  static final Warmth FAIR = new Warmth(4, 12, 2, 0.95);

  /// The cost of a request, measured for a while.
  interface Measurement {
    double run() throws IOException;
  }

  /// Measures until the server is warm.
  void reach(Measurement measurement) throws IOException {
    var best = Double.MAX_VALUE;
    int settled = 0;
    for (int i = 0; i < most && (i < least || settled < steady); i++) {
      var cost = measurement.run();
      settled = cost < best * share ? 0 : settled + 1;
      best = Math.min(best, cost);
    }
  }
}
