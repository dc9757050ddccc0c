package dev.gatehouse.keys;

import dev.gatehouse.pool.KeyUse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A pool's signing keys as of one moment of the change feed: which one signs, and what is
/// published. Thread-safe.
public final class KeyRing {
  private final List<SigningKey> keys;
  private volatile KeySet published;

  /// @param keys in any order
  public KeyRing(List<SigningKey> keys) {
    this.keys =
        keys.stream()
            .sorted(Comparator.comparing(SigningKey::activatesAt).thenComparing(SigningKey::kid))
            .toList();
    published = KeySet.of(this.keys, Instant.MIN);
  }

  /// The key that signs tokens of that use at `now`: the one activated last. Where none is active
  /// yet, the first that will be: the node that made it has a clock that is ahead of this one.
  ///
  /// @throws IllegalStateException when the pool has none, which no state of the store allows
  public SigningKey signing(KeyUse use, Instant now) {
    var first = Optional.<SigningKey>empty();
    for (int i = keys.size() - 1; i >= 0; i--) {
      var key = keys.get(i);
      if (key.use() == use) {
        if (!key.activatesAt().isAfter(now)) {
          return key;
        }
        first = Optional.of(key);
      }
    }
    return first.orElseThrow(() -> new IllegalStateException("the pool has no signing key"));
  }

  /// The key of that use whose tokens are good at `now`: every one that is published, because the
  /// clock of the node that signed may be ahead.
  public Optional<SigningKey> verifying(KeyUse use, String kid, Instant now) {
    return keys.stream()
        .filter(key -> key.use() == use && key.kid().equals(kid) && key.isPublished(now))
        .findFirst();
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
