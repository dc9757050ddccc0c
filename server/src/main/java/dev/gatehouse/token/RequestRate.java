package dev.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Limits how many tokens a second one client gets from this node; off unless an operator sets it.
/// Asked after the client has proved itself, so that nobody else can use up its share. Thread-safe,
/// and bounded by how many clients ask within two seconds.
public final class RequestRate {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int CLIENTS_MAX = 100_000;

  private final long gapNanos;
  private final InstantSource clock;
  private final Cache<ClientId, AtomicLong> paidUntil;

  /// @param perSecond tokens of one client in a second, all at once or spread; 0 is no limit
  public RequestRate(int perSecond, InstantSource clock) {
    this.gapNanos = perSecond == 0 ? 0 : SECOND_NANOS / perSecond;
    this.clock = clock;
    this.paidUntil =
        Caffeine.newBuilder()
            .maximumSize(CLIENTS_MAX)
            .expireAfterAccess(Duration.ofSeconds(2))
            .ticker(this::nanos)
            .executor(Runnable::run)
            .build();
  }

  /// Takes one token's share of the client's rate.
  ///
  /// @throws RefusedException with `TooManyRequests`
  public void take(ClientId id) {
    if (gapNanos == 0) {
      return;
    }
    var now = nanos();
    var paid = paidUntil.get(id, _ -> new AtomicLong(now));
    for (long old = paid.get(); ; old = paid.get()) {
      var next = Math.max(old, now) + gapNanos;
      if (next - now > SECOND_NANOS) {
        throw new RefusedException(new Refusal.TooManyRequests(id));
      }
      if (paid.compareAndSet(old, next)) {
        return;
      }
    }
  }

  private long nanos() {
    var now = clock.instant();
    return now.getEpochSecond() * SECOND_NANOS + now.getNano();
  }
}
