package dev.gatehouse.env;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts for each key what happens within a window that begins with the first; in memory, on this
/// node alone. Bounded: what does not fit is forgotten, the least used first. Thread-safe.
///
/// @param <K> whose count it is
public final class WindowCounts<K> {
  private static final int KEYS_MAX = 100_000;

  private final int max;
  private final Cache<K, AtomicInteger> counts;

  /// @param max how many of one key fit into a window; 0 is no limit
  public WindowCounts(int max, Duration window, InstantSource clock) {
    this.max = max;
    counts =
        Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .expireAfterWrite(window)
            .ticker(() -> clock.millis() * 1_000_000)
            .executor(Runnable::run)
            .build();
  }

  /// Whether another one fits. Nothing is taken: those that are being looked at meanwhile are
  /// counted when they have been.
  public boolean hasRoom(K key) {
    var count = counts.getIfPresent(key);
    return max == 0 || count == null || count.get() < max;
  }

  /// Counts one more.
  public void note(K key) {
    if (max > 0) {
      count(key).incrementAndGet();
    }
  }

  /// Counts one more if it fits: of many at once no more than fit. False when it does not.
  public boolean tryTake(K key) {
    return max == 0 || count(key).getAndUpdate(count -> Math.min(count + 1, max)) < max;
  }

  /// Takes back one that was taken.
  public void giveBack(K key) {
    if (max > 0) {
      count(key).updateAndGet(count -> Math.max(0, count - 1));
    }
  }

  private AtomicInteger count(K key) {
    return counts.get(key, _ -> new AtomicInteger());
  }
}
