package dev.gatehouse.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.env.Network;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts in memory, on this node. Bounded: what does not fit is forgotten, the least used first.
/// Thread-safe.
public final class WrongSecretCounts implements WrongSecrets {
  private static final int SOURCES_MAX = 100_000;

  private final int max;
  private final Duration window;
  private final Cache<Source, AtomicInteger> counts;

  /// @param max how many of one source are answered in a window; 0 never refuses
  /// @param window begins with the first wrong one
  public WrongSecretCounts(int max, Duration window, InstantSource clock) {
    this.max = max;
    this.window = window;
    counts =
        Caffeine.newBuilder()
            .maximumSize(SOURCES_MAX)
            .expireAfterWrite(window)
            .ticker(() -> clock.millis() * 1_000_000)
            .executor(Runnable::run)
            .build();
  }

  private record Source(ClientId client, String network) {}

  @Override
  public void requireRoom(ClientId id, String peer) {
    if (max == 0) {
      return;
    }
    var count = counts.getIfPresent(new Source(id, Network.of(peer)));
    if (count != null && count.get() >= max) {
      throw new RefusedException(new Refusal.TooManyWrongSecrets(id));
    }
  }

  @Override
  public void note(ClientId id, String peer) {
    if (max > 0) {
      counts.get(new Source(id, Network.of(peer)), _ -> new AtomicInteger()).incrementAndGet();
    }
  }

  @Override
  public Duration window() {
    return window;
  }
}
