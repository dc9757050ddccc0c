package dev.gatehouse.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that only a test moves.
public final class ManualClock implements InstantSource {
  /// Where every clock starts that is not told otherwise; with milliseconds, because API dates keep
  /// them and tokens do not.
  public static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  private final AtomicReference<Instant> now;

  private ManualClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  public static ManualClock atStart() {
    return new ManualClock(START);
  }

  public static ManualClock at(Instant start) {
    return new ManualClock(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /// Moves the clock; a negative time moves it back.
  public void advance(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  public void set(Instant instant) {
    now.set(instant);
  }
}
