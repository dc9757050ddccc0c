package dev.gatehouse.aws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.metrics.Reading;
import dev.gatehouse.store.AccessKeys;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The access keys that this node has met, opened; unknown ids are remembered as well. Bounded, and
/// current: a change made by this process is seen before its write returns, one of another node
/// when the poller of the change feed reports it to [#forget] (SV-23).
public final class AccessKeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(AccessKeyRing.class);
  private static final int KEYS_MAX = 10_000;
  private static final int ID_LENGTH_MAX = 128;

  private final Store store;
  private final Sealer sealer;
  private final Executor background;
  private final Counter hits = new Counter();
  private final Counter misses = new Counter();
  private final Cache<String, Optional<AccessKey>> keys =
      Caffeine.newBuilder().maximumSize(KEYS_MAX).executor(Runnable::run).build();

  /// @param background runs what no request waits for: recording the last use
  public AccessKeyRing(Store store, Sealer sealer, Executor background) {
    this.store = store;
    this.sealer = sealer;
    this.background = background;
    store.onChange(this::forget);
  }

  /// Shows what is asked and kept.
  public void showIn(Meters meters) {
    meters.show(
        Family.counters(
                "gatehouse_cache_requests_total",
                "Look-ups, answered from memory (hit) or by the database (miss).",
                "cache",
                "result")
            .put(hits, "access_key", "hit")
            .put(misses, "access_key", "miss"));
    meters.show(
        Family.gauges("gatehouse_cache_entries", "Entries in memory.", "cache")
            .put(new Reading(keys::estimatedSize), "access_key"));
  }

  /// Drops what the changes concern.
  public void forget(List<Change> changes) {
    for (var change : changes) {
      if (change.kind() == Change.Kind.ACCESS_KEY) {
        keys.invalidate(change.key());
      }
    }
  }

  /// Drops everything: after a gap in the change feed.
  public void forgetAll() {
    keys.invalidateAll();
  }

  /// The key of that id, whatever its state. Blocks when this node has not met the id.
  Optional<AccessKey> find(String id) {
    // PostgreSQL takes no U+0000, not even to look for it (AP-08).
    if (id.length() > ID_LENGTH_MAX || id.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    var known = keys.getIfPresent(id);
    if (known != null) {
      hits.add();
      return known;
    }
    misses.add();
    return keys.get(id, this::load);
  }

  /// Whether the key that made this one, if any, is still there and enabled.
  boolean hasLivingParent(AccessKey key) {
    return key.parent().map(id -> find(id).filter(AccessKey::isEnabled).isPresent()).orElse(true);
  }

  /// Notes a use, at most once a minute for each key and outside of the request.
  void used(AccessKey key, Instant now) {
    if (key.shouldRecordUse(now)) {
      background.execute(() -> record(key.id(), now));
    }
  }

  private void record(String id, Instant now) {
    try {
      store.write(tx -> {
        tx.accessKeys().touch(id, now);
        return true;
      });
    } catch (StoreUnavailableException unavailable) {
      LOG.warn("the last use of access key {} was not recorded", id);
    }
  }

  private Optional<AccessKey> load(String id) {
    return store.read(tx -> tx.accessKeys().find(id)).map(this::open);
  }

  private AccessKey open(AccessKeys.Row row) {
    return new AccessKey(
        row,
        sealer.open(row.secret().bytes(), AccessKeyMint.secretContext(row.id())),
        row.sessionToken()
            .map(token -> sealer.open(token.bytes(), AccessKeyMint.sessionTokenContext(row.id()))),
        AccessPolicy.parse(row.policy()));
  }
}
