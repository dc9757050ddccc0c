package dev.gatehouse.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.pool.ClientId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts wrong secrets by client and source address (TE-24): guessing from one address gets slow,
/// the client itself, elsewhere, does not notice. Per node, and bounded: what does not fit is
/// forgotten, the least used first. Thread-safe.
final class WrongSecrets {
  private static final int SOURCES_MAX = 100_000;

  private final int max;
  private final Cache<Source, AtomicInteger> counts;

  WrongSecrets(int max, Duration window, InstantSource clock) {
    this.max = max;
    counts =
        Caffeine.newBuilder()
            .maximumSize(SOURCES_MAX)
            .expireAfterWrite(window)
            .ticker(() -> clock.millis() * 1_000_000)
            .executor(Runnable::run)
            .build();
  }

  private record Source(ClientId client, String peer) {}

  /// Whether the next attempt of this source is to be refused unseen.
  boolean isThrottled(ClientId client, String peer) {
    var count = counts.getIfPresent(new Source(client, peer));
    return count != null && count.get() >= max;
  }

  /// One more wrong secret. The window begins with the first.
  void count(ClientId client, String peer) {
    counts.get(new Source(client, peer), _ -> new AtomicInteger()).incrementAndGet();
  }
}
