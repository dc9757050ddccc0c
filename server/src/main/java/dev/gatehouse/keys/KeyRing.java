package dev.gatehouse.keys;

import dev.gatehouse.pool.KeyUse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// A pool's signing keys as of one moment of the change feed: which one signs, and what is
/// published. Thread-safe.
public final class KeyRing {
  private final List<SigningKey> keys;
  private volatile KeySet published;

  /// @param keys in any order
  public KeyRing(List<SigningKey> keys) {
    this.keys = keys.stream().sorted(Comparator.comparing(SigningKey::activatesAt)).toList();
    published = KeySet.of(this.keys, Instant.MIN);
  }

  /// The key that signs tokens of that use at `now`: the one activated last.
  ///
  /// @throws IllegalStateException when the pool has none, which no state of the store allows
  public SigningKey signing(KeyUse use, Instant now) {
    for (int i = keys.size() - 1; i >= 0; i--) {
      var key = keys.get(i);
      if (key.use() == use && !key.activatesAt().isAfter(now)) {
        return key;
      }
    }
    throw new IllegalStateException("no signing key is active");
  }

  /// What is published at `now`: every key that has not retired, also those that do not sign yet.
  public KeySet published(Instant now) {
    var current = published;
    if (!current.isValidAt(now)) {
      current = KeySet.of(keys, now);
      published = current;
    }
    return current;
  }
}
