package dev.gatehouse.usage;

import dev.gatehouse.env.Env;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UsageHistory;
import dev.gatehouse.store.UsageHistory.Row;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Adds what this node has counted to the history that all nodes share, and deletes what is too
/// old; in short transactions, so that no request waits long for one. Thread-safe.
///
/// What could not be written is written the next time. Of a transaction of unknown outcome it may
/// then count twice.
public final class UsageWriter {
  private static final int CLIENTS_AT_ONCE = 20;
  private static final int ROWS_AT_ONCE = 500;
  private static final int ROUNDS_MAX = 20;

  private final Usage usage;
  private final Store store;
  private final Env env;
  private final ReentrantLock lock = new ReentrantLock();
  private final Room room = new Room();

  public UsageWriter(Usage usage, Store store, Env env) {
    this.usage = usage;
    this.store = store;
    this.env = env;
  }

  /// What was counted of something since it was last written.
  private record Fresh(LiveCounts counts, Counts all, Counts added) {
    static Fresh of(LiveCounts counts) {
      var all = counts.all();
      return new Fresh(counts, all, all.minus(counts.written()));
    }

    String poolId() {
      return counts.poolId();
    }
  }

  /// Writes what is new, unless another thread does so now.
  ///
  /// @throws dev.gatehouse.store.StoreUnavailableException when the database is away
  public void flush() {
    if (lock.tryLock()) {
      try {
        flush(env.now());
      } finally {
        lock.unlock();
      }
    }
  }

  private void flush(Instant now) {
    room.forgetBefore(Resolution.HOUR.startOf(now));
    var left =
        new ArrayList<>(
            usage.withNew(now).stream()
                .map(Fresh::of)
                // All nodes hold rows in this order: none waits for another in a ring.
                .sorted(
                    Comparator.comparing(Fresh::poolId)
                        .thenComparing(fresh -> fresh.counts.clientId()))
                .toList());
    try {
      while (!left.isEmpty()) {
        var some = List.copyOf(left.subList(0, atOnce(left)));
        room.remember(
            store.<Set<Room.Rows>>write(
                tx -> new Writing(tx, room, now, new HashSet<>()).write(some)));
        some.forEach(fresh -> fresh.counts.written(fresh.all));
        left.subList(0, some.size()).clear();
      }
    } finally {
      left.forEach(fresh -> usage.notWritten(fresh.counts));
    }
  }

  /// As many of one pool as fit into a transaction.
  private static int atOnce(List<Fresh> left) {
    var pool = left.getFirst().poolId();
    int count = 1;
    while (count < Math.min(CLIENTS_AT_ONCE, left.size())
        && left.get(count).poolId().equals(pool)) {
      count++;
    }
    return count;
  }

  /// One transaction.
  ///
  /// @param full of what it has found no room, so far
  private record Writing(WriteTx tx, Room room, Instant now, Set<Room.Rows> full) {
    /// @return of what it found no room
    Set<Room.Rows> write(List<Fresh> some) {
      var poolId = some.getFirst().poolId();
      var total = Counts.NONE;
      for (var fresh : some) {
        if (poolId.isEmpty() || isThere(fresh)) {
          total = total.plus(fresh.added);
        }
      }
      if (!total.isEmpty()) {
        addToAll(poolId, total);
      }
      return full;
    }

    private void addToAll(String poolId, Counts total) {
      for (var resolution : Resolution.values()) {
        if (!poolId.isEmpty()) {
          add(key(resolution, poolId, ""), total);
        }
      }
      for (var resolution : Resolution.values()) {
        add(key(resolution, "", ""), total);
      }
    }

    /// Writes what a client did; false when it is deleted, or another one has its id.
    private boolean isThere(Fresh fresh) {
      var counts = fresh.counts;
      var pool = new UserPoolId(counts.poolId());
      var client = new ClientId(counts.clientId());
      if (!tx.usageHistory().hold(pool, client, counts.createdAt())) {
        return false;
      }
      var added = fresh.added.withoutLatencies();
      if (!added.isEmpty()) {
        add(key(Resolution.HOUR, pool.value(), client.value()), added);
      }
      if (!added.tokens().isEmpty()) {
        tx.usageHistory().tokenIssued(pool, client, now);
      }
      return true;
    }

    private UsageHistory.Key key(Resolution resolution, String poolId, String clientId) {
      return new UsageHistory.Key(poolId, clientId, resolution.minutes(), resolution.startOf(now));
    }

    private void add(UsageHistory.Key key, Counts added) {
      var history = tx.usageHistory();
      var known = history.lock(key);
      if (known.isEmpty()) {
        if (!hasRoom(key) || history.insert(new Row(key, CountsText.of(added)))) {
          return;
        }
        known = history.lock(key);
      }
      var sum = known.map(CountsText::parse).orElse(Counts.NONE).plus(added);
      history.update(new Row(key, CountsText.of(sum)));
    }

    private boolean hasRoom(UsageHistory.Key key) {
      var without = room.without(key, tx.usageHistory(), full);
      without.ifPresent(full::add);
      return without.isEmpty();
    }
  }

  /// Deletes what no chart shows any more, or much of it.
  public void removeOld() {
    var now = env.now();
    for (var resolution : Resolution.values()) {
      var before = resolution.keptFrom(now);
      int deleted = ROWS_AT_ONCE;
      for (int round = 0; deleted == ROWS_AT_ONCE && round < ROUNDS_MAX; round++) {
        deleted =
            store.<Integer>write(
                tx -> tx.usageHistory().deleteBefore(resolution.minutes(), before, ROWS_AT_ONCE));
      }
    }
  }
}
