package dev.gatehouse.store;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes what may have very many rows, in short transactions: a million users in one would stop
/// every other writer, and be thrown away as a whole when it breaks off. What is removed nobody
/// finds from the first transaction on, so that nothing is ever half visible; who goes on, and
/// when, shows nowhere. Blocks.
public final class Removals {
  private static final Logger LOG = LoggerFactory.getLogger(Removals.class);
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

  /// Deletes what a removed pool has left, or much of it. What fails is left to the clean-up, and
  /// logged: that the pool is removed is true already.
  public void purgePool(UserPoolId id) {
    repeat(id, tx -> tx.userPools().purge(id, atOnce));
  }

  /// Deletes what the removed groups of a pool have left, or much of it, as [#purgePool].
  public void purgeGroups(UserPoolId id) {
    repeat(id, tx -> tx.groups().purge(id, atOnce));
  }

  /// Makes anew what may have been removed before under the same name. Hardly ever more is left of
  /// that than goes with it in one transaction; then it is purged first.
  ///
  /// @param make refused with `Overloaded` when too much is left
  /// @param purge one of those above
  public void makeAnew(Runnable make, Runnable purge) {
    try {
      make.run();
    } catch (RefusedException refused) {
      if (!(refused.refusal() instanceof Refusal.Overloaded)) {
        throw refused;
      }
      purge.run();
      make.run();
    }
  }

  /// Goes on with the pools that a request has not finished, or a node that ended.
  ///
  /// @param max how many at most
  public void purgePools(int max) {
    store.read(tx -> tx.userPools().listRemoved(max)).forEach(this::purgePool);
  }

  private void repeat(UserPoolId id, Predicate<WriteTx> purge) {
    try {
      boolean isMore = true;
      for (int round = 0; isMore && round < ROUNDS_MAX; round++) {
        isMore = store.write(purge::test);
      }
    } catch (RuntimeException failed) {
      LOG.warn("what is removed of pool {} could not be deleted; it is tried again", id, failed);
    }
  }
}
