package dev.gatehouse.store;

import dev.gatehouse.pool.UserPoolId;
import java.util.function.Predicate;

/// Deletes what may have very many rows, in short transactions: a million users in one would stop
/// every other writer, and be thrown away as a whole when it breaks off. What is removed nobody
/// finds from the first transaction on, so that nothing is ever half visible; who goes on, and
/// when, shows nowhere. Blocks.
public final class Removals {
  private static final int ROWS_AT_ONCE = 500;

  /// In one go, so that a request ends in time: 20,000 rows, of some thousand users. Most pools
  /// have less.
  private static final int ROUNDS_MAX = 40;

  private final Store store;
  private final int atOnce;

  public Removals(Store store) {
    this(store, ROWS_AT_ONCE);
  }

  /// @param atOnce how many rows one transaction deletes
  public Removals(Store store, int atOnce) {
    this.store = store;
    this.atOnce = atOnce;
  }

  /// Deletes what a removed pool has left, or much of it.
  public void purgePool(UserPoolId id) {
    repeat(tx -> tx.userPools().purge(id, atOnce));
  }

  /// Deletes what the removed groups of a pool have left, or much of it.
  public void purgeGroups(UserPoolId id) {
    repeat(tx -> tx.groups().purge(id, atOnce));
  }

  /// Goes on with the pools that a request has not finished, or a node that ended.
  ///
  /// @param max how many at most
  public void purgePools(int max) {
    store.read(tx -> tx.userPools().listRemoved(max)).forEach(this::purgePool);
  }

  private void repeat(Predicate<WriteTx> purge) {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      boolean isMore = store.write(purge::test);
      if (!isMore) {
        return;
      }
    }
  }
}
