package dev.gatehouse.server;

import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Removals;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.WriteTx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Deletes what sign-ins have left and nobody asks for any more: sessions, codes, attempts,
/// families of refresh tokens, sign-outs (RL-69); and what is left of removed pools and groups.
/// Pool by pool, because every index begins with the pool, and some pools each time, so that ten
/// thousand are no burst. Short transactions of bounded size; any node may repeat them.
final class ExpiredRows {
  private static final int POOLS_A_RUN = 200;
  private static final int POOLS_AT_ONCE = 20;
  private static final int ROWS_AT_ONCE = 200;
  private static final int ROUNDS_MAX = 50;

  /// How far the clocks of nodes may be apart: what has expired here may be alive elsewhere, and an
  /// answered session must not be answered there again (SR-04).
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  /// The longest access token (AC-12): for so long it must find the family that it came from, and
  /// the sign-out that ended it.
  private static final Duration ACCESS_TOKEN_MAX = Duration.ofDays(1).plus(CLOCKS);

  private final Store store;
  private final List<Region> regions;
  private final Removals removals;
  private int region;
  private Optional<UserPoolId> after = Optional.empty();

  /// @param regions that have pools
  ExpiredRows(Store store, List<Region> regions) {
    this.store = store;
    this.regions = List.copyOf(regions);
    removals = new Removals(store);
  }

  /// Goes on with the next pools.
  void delete(Instant now) {
    removals.purgePools(POOLS_AT_ONCE);
    var pools = next();
    withRemovedGroups(pools).forEach(removals::purgeGroups);
    for (int first = 0; first < pools.size(); first += POOLS_AT_ONCE) {
      var some = pools.subList(first, Math.min(first + POOLS_AT_ONCE, pools.size()));
      for (int round = 0; !some.isEmpty() && round < ROUNDS_MAX; round++) {
        var left = some;
        some = store.<List<UserPoolId>>write(tx -> withMore(tx, left, now));
      }
    }
  }

  private List<UserPoolId> withRemovedGroups(List<UserPoolId> pools) {
    return store.<List<UserPoolId>>read(
        tx -> pools.stream().filter(tx.groups()::hasRemoved).toList());
  }

  /// The pools after the last ones; after those of the last Region come the first again.
  private List<UserPoolId> next() {
    var from = after;
    var of = regions.get(region);
    var pools =
        store.<List<UserPools.Row>>read(tx -> tx.userPools().list(of, from, POOLS_A_RUN)).stream()
            .map(UserPools.Row::id)
            .toList();
    if (pools.size() < POOLS_A_RUN) {
      region = (region + 1) % regions.size();
      after = Optional.empty();
    } else {
      after = Optional.of(pools.getLast());
    }
    return pools;
  }

  /// Deletes some rows of each pool; returns the pools that may have more.
  private static List<UserPoolId> withMore(WriteTx tx, List<UserPoolId> pools, Instant now) {
    var more = new ArrayList<UserPoolId>();
    for (var pool : pools) {
      if (mostOf(tx, pool, now) == ROWS_AT_ONCE) {
        more.add(pool);
      }
    }
    return more;
  }

  /// How many rows went of the table that had most.
  private static int mostOf(WriteTx tx, UserPoolId pool, Instant now) {
    var longAgo = now.minus(ACCESS_TOKEN_MAX);
    int most = tx.spentSessions().deleteExpired(pool, now.minus(CLOCKS), ROWS_AT_ONCE);
    most = Math.max(most, tx.userCodes().deleteExpired(pool, now, ROWS_AT_ONCE));
    most = Math.max(most, tx.attempts().deleteExpired(pool, now, ROWS_AT_ONCE));
    most = Math.max(most, tx.refreshFamilies().deleteExpired(pool, longAgo, ROWS_AT_ONCE));
    return Math.max(most, tx.signOuts().deleteBefore(pool, longAgo, ROWS_AT_ONCE));
  }
}
