package dev.gatehouse.pool;

import java.time.Instant;

/// How often something was tried, as it is stored. [AttemptLimit] says what it means.
///
/// @param recent since `recentSince`: guesses without success in a row, or in this hour
/// @param total of the limit over a long time (goal S6)
/// @param lastAt the last one that counted
public record AttemptCount(int recent, Instant recentSince, int total, Instant lastAt) {
  public AttemptCount {
    if (recent < 0 || total < 0) {
      throw new IllegalArgumentException("fewer than none");
    }
  }

  /// Nothing was tried yet.
  public static AttemptCount none(Instant now) {
    return new AttemptCount(0, now, 0, now);
  }
}
