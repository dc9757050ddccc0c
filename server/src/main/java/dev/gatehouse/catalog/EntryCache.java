package dev.gatehouse.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.metrics.Counter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// Entries of one kind in memory, loaded when they are first asked for. Bounded. Keys without an
/// entry are remembered too, apart and fewer of them: names that anybody can make up must not drive
/// out what exists, and an unknown one must cost what a known one does (TE-23). Thread-safe.
///
/// A value loaded before a change never outlives it. One key: it is loaded and forgotten under the
/// same lock. Many keys: they are forgotten by looking through what is there, where a load under
/// way does not show; so every such look begins a new era, and what was loaded across its beginning
/// is loaded again.
///
/// @param <K> what is asked for
/// @param <V> what is known of it
final class EntryCache<K, V> {
  private static final int ABSENT_MAX = 10_000;

  private final Cache<K, V> known;
  private final Cache<K, Boolean> absent = bounded(ABSENT_MAX);
  private final AtomicLong era = new AtomicLong();
  private final Counter hits = new Counter();
  private final Counter misses = new Counter();

  EntryCache(int entriesMax) {
    known = bounded(entriesMax);
  }

  /// Loads one entry; empty when there is none.
  @FunctionalInterface
  interface Loader<K, V> {
    Optional<V> load(K key);
  }

  /// The entry, loaded if need be, which blocks.
  Optional<V> find(K key, Loader<K, V> loader) {
    if (absent.getIfPresent(key) != null) {
      hits.add();
      return Optional.empty();
    }
    var before = era.get();
    var entry = load(key, loader);
    if (era.get() == before) {
      return entry;
    }
    forget(key);
    return loader.load(key);
  }

  /// The entry as far as it is in memory.
  ///
  /// @throws NotCachedException when nothing is known of the key
  Optional<V> cached(K key) {
    var value = known.getIfPresent(key);
    if (value != null) {
      hits.add();
      return Optional.of(value);
    }
    if (absent.getIfPresent(key) != null) {
      hits.add();
      return Optional.empty();
    }
    throw new NotCachedException();
  }

  /// Forgets one key. Waits for a load of it that is under way.
  void forget(K key) {
    known.invalidate(key);
    absent.invalidate(key);
  }

  /// Forgets the entries that `condition` holds for.
  void forgetIf(Predicate<V> condition) {
    era.incrementAndGet();
    known.asMap().values().removeIf(condition);
  }

  /// Forgets everything.
  void forgetAll() {
    era.incrementAndGet();
    known.invalidateAll();
    absent.invalidateAll();
  }

  /// How many look-ups were answered from memory.
  Counter hits() {
    return hits;
  }

  /// How many had to ask the database.
  Counter misses() {
    return misses;
  }

  /// About how many entries are in memory.
  double size() {
    return known.estimatedSize();
  }

  // A null from the loader is how the library spells "there is none": it then keeps nothing.
  @SuppressWarnings("NullAway")
  private Optional<V> load(K key, Loader<K, V> loader) {
    var value = known.getIfPresent(key);
    if (value != null) {
      hits.add();
      return Optional.of(value);
    }
    misses.add();
    return Optional.ofNullable(
        known.get(
            key,
            asked -> {
              var entry = loader.load(asked);
              if (entry.isEmpty()) {
                absent.put(asked, true);
              }
              return entry.orElse(null);
            }));
  }

  private static <K, V> Cache<K, V> bounded(int entries) {
    return Caffeine.newBuilder().maximumSize(entries).executor(Runnable::run).build();
  }
}
