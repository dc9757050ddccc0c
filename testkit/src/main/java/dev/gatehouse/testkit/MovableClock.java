package dev.gatehouse.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// The time of a Gatehouse and of its clients. It stands still until a test moves it, forwards or
/// back. Being a [Clock], it can be that of the code under test as well. Thread-safe.
public final class MovableClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  MovableClock(Instant start) {
    this(new AtomicReference<>(start), ZoneOffset.UTC);
  }

  private MovableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /// Moves the clock; a negative time moves it back.
  public void advance(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  /// Sets the clock, as somebody does who corrects it.
  public void setTo(Instant instant) {
    now.set(instant);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /// The same clock, moved together with this one.
  @Override
  public Clock withZone(ZoneId other) {
    return new MovableClock(now, other);
  }

  @Override
  public String toString() {
    return "MovableClock[" + instant() + "]";
  }
}
