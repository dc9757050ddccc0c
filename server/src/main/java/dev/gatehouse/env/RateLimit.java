package dev.gatehouse.env;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// So many a second for each key, all at once or spread; counted on this node alone. Bounded by how
/// many keys ask within two seconds; what does not fit is forgotten, the least used first.
/// Thread-safe.
///
/// @param <K> whose rate it is
public final class RateLimit<K> {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int KEYS_MAX = 100_000;

  private final long gapNanos;
  private final InstantSource clock;
  private final Cache<K, AtomicLong> paidUntil;

  /// @param perSecond 0 is no limit
  public RateLimit(int perSecond, InstantSource clock) {
    this.gapNanos = perSecond == 0 ? 0 : SECOND_NANOS / perSecond;
    this.clock = clock;
    this.paidUntil =
        Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .expireAfterAccess(Duration.ofSeconds(2))
            .ticker(this::nanos)
            .executor(Runnable::run)
            .build();
  }

  /// Whether there is a limit.
  public boolean isOn() {
    return gapNanos > 0;
  }

  /// Takes one share of the key's rate; false when nothing is left of it now.
  public boolean tryTake(K key) {
    if (gapNanos == 0) {
      return true;
    }
    var now = nanos();
    var paid = paidUntil.get(key, _ -> new AtomicLong(now));
    for (long old = paid.get(); ; old = paid.get()) {
      var next = Math.max(old, now) + gapNanos;
      if (next - now > SECOND_NANOS) {
        return false;
      }
      if (paid.compareAndSet(old, next)) {
        return true;
      }
    }
  }

  private long nanos() {
    var now = clock.instant();
    return now.getEpochSecond() * SECOND_NANOS + now.getNano();
  }
}
