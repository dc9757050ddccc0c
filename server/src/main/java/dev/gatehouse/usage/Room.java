package dev.gatehouse.usage;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.UsageHistory;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How many rows a span of time has at most, and which spans have so many already: those are
/// counted no more, although every write asks again. For the writer's thread alone.
final class Room {
  /// Pools that have a row of one span; the others are counted in the server's.
  static final int POOLS_MAX = 200;

  /// Clients that have; the others are counted in their pool's.
  static final int CLIENTS_MAX = 1_000;

  /// Clients of one pool, so that no pool takes the history of all others.
  static final int CLIENTS_OF_POOL_MAX = 200;

  private final Set<Rows> full = new HashSet<>();

  /// Rows of one span that are counted together.
  ///
  /// @param ofClients or of pools
  /// @param poolId empty for those of all pools
  record Rows(boolean ofClients, String poolId, int minutes, Instant startsAt) {
    private static Stream<Rows> with(UsageHistory.Key key) {
      if (key.clientId().isEmpty()) {
        // The server's own row always fits.
        return Stream.of(key)
            .filter(pool -> !pool.poolId().isEmpty())
            .map(pool -> new Rows(false, "", pool.minutes(), pool.startsAt()));
      }
      return Stream.of(key.poolId(), "")
          .map(pool -> new Rows(true, pool, key.minutes(), key.startsAt()));
    }

    private boolean areTooMany(UsageHistory history) {
      if (!ofClients) {
        return history.countPools(minutes, startsAt) > POOLS_MAX; // And the server.
      }
      return poolId.isEmpty()
          ? history.countClients(minutes, startsAt) >= CLIENTS_MAX
          : history.countClients(minutes, startsAt, new UserPoolId(poolId)) >= CLIENTS_OF_POOL_MAX;
    }
  }

  /// What that row has no room among; empty where it fits.
  ///
  /// @param found what this transaction has found full
  Optional<Rows> without(UsageHistory.Key key, UsageHistory history, Set<Rows> found) {
    return Rows.with(key)
        .filter(rows -> full.contains(rows) || found.contains(rows) || rows.areTooMany(history))
        .findFirst();
  }

  /// What a transaction has found full, which is committed: another one may have counted what is
  /// not there any more.
  void remember(Set<Rows> found) {
    full.addAll(found);
  }

  /// Those spans are over.
  void forgetBefore(Instant start) {
    full.removeIf(rows -> rows.startsAt().isBefore(start));
  }
}
