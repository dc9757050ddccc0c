package dev.gatehouse.usage;

import java.time.Duration;
import java.time.Instant;

/// How long the spans are that the history is kept in and how long those are kept. A chart has its
/// own each: what it shows is never put together of finer ones.
enum Resolution {
  /// Of pools and the server, for an hour.
  MINUTE(1, Duration.ofHours(1)),
  /// Of pools and the server, for a day.
  TEN_MINUTES(10, Duration.ofDays(1)),
  /// Of clients, pools and the server, for a week.
  HOUR(60, Duration.ofDays(7));

  /// So that the oldest span of a chart is whole, and nodes' clocks may differ.
  private static final Duration SLACK = Duration.ofHours(1);

  private final int minutes;
  private final Duration shown;

  Resolution(int minutes, Duration shown) {
    this.minutes = minutes;
    this.shown = shown;
  }

  int minutes() {
    return minutes;
  }

  Duration length() {
    return Duration.ofMinutes(minutes);
  }

  /// The beginning of the span that has `now` in it.
  Instant startOf(Instant now) {
    return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds()) * seconds());
  }

  /// The beginning of the first span of a chart that shows so much and ends with the one of `now`.
  Instant firstOf(Instant now, Duration shown) {
    return startOf(now).minus(shown).plus(length());
  }

  /// What began before is deleted.
  Instant keptFrom(Instant now) {
    return now.minus(shown).minus(SLACK);
  }

  private long seconds() {
    return length().toSeconds();
  }
}
