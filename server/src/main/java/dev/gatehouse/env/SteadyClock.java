package dev.gatehouse.env;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// A wall clock that does not go back when the machine's does (RL-17): what has expired stays
/// expired, and a later token is never issued at an earlier time. While it is ahead it runs at half
/// speed, so that whatever waits for time still gets it, until the machine has caught up. It
/// follows forward at once, and back too when the machine went back by more than [#HELD_MAX]: that
/// ends a mistake. Thread-safe; while the machine is right it costs no lock.
public final class SteadyClock implements InstantSource {
  /// An hour is what a wrong time zone makes. Longer, and nobody would believe the tokens.
  public static final Duration HELD_MAX = Duration.ofHours(2);

  private static final long NANOS = 1_000_000_000L;

  /// Threads read the machine's clock in one order and come here in another.
  private static final long UNORDERED_NANOS = NANOS / 10;

  private final InstantSource machine;
  private final LongSupplier ticker;
  private final Consumer<Duration> onHold;

  /// The latest time that was told, in nanoseconds since 1970; enough until 2262.
  private final AtomicLong told = new AtomicLong(Long.MIN_VALUE);

  private final ReentrantLock holding = new ReentrantLock();
  private volatile boolean isHolding;
  private long heldAt;

  /// @param ticker nanoseconds that only grow, whatever the machine's clock does
  /// @param onHold is told how far the machine's clock went back, once each time; must not block
  public SteadyClock(InstantSource machine, LongSupplier ticker, Consumer<Duration> onHold) {
    this.machine = machine;
    this.ticker = ticker;
    this.onHold = onHold;
  }

  /// What the machine says: for what others compare with their own clocks.
  public Instant machine() {
    return machine.instant();
  }

  @Override
  public Instant instant() {
    var now = nanos(machine.instant());
    var latest = told.accumulateAndGet(now, Math::max);
    if (latest - now >= UNORDERED_NANOS) {
      return time(held());
    }
    if (isHolding) {
      isHolding = false;
    }
    return time(latest);
  }

  /// The time while the machine is behind.
  private long held() {
    holding.lock();
    try {
      var now = nanos(machine.instant());
      var latest = told.get();
      var ahead = Duration.ofNanos(latest - now);
      if (ahead.compareTo(HELD_MAX) > 0) {
        isHolding = false;
        told.set(now);
        onHold.accept(ahead);
        return now;
      }
      var tick = ticker.getAsLong();
      if (!isHolding) {
        isHolding = true;
        heldAt = tick;
        onHold.accept(ahead);
      }
      var gone = Math.max(0, tick - heldAt) / 2;
      heldAt += 2 * gone;
      var time = told.accumulateAndGet(latest + gone, Math::max);
      isHolding = time - now >= UNORDERED_NANOS;
      return time;
    } finally {
      holding.unlock();
    }
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * NANOS + instant.getNano();
  }

  private static Instant time(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }
}
