package dev.gatehouse.users;

import dev.gatehouse.crypto.KeyedHash;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Store;

/// Finds whom a call means that carries a name and no proof of who calls. Blocks.
public final class NamedUsers {
  private final Store store;
  private final RuleBook rules;
  private final KeyedHash names;

  public NamedUsers(Store store, RuleBook rules, Sealer sealer) {
    this.store = store;
    this.rules = rules;
    names = new KeyedHash(sealer, "self-service-name");
  }

  /// @param sent a username, an active alias or a sub (§2.1)
  /// @param source from where
  /// @throws RefusedException with [Refusal.UnknownPool] when the client's pool is gone
  public Named find(AppClient client, String sent, Source source) {
    var poolId = client.poolId();
    return store.read(tx -> {
      var row =
          tx.userPools()
              .find(poolId)
              .orElseThrow(() -> new RefusedException(new Refusal.UnknownPool(poolId)));
      var pool = rules.of(row);
      var folded = pool.names().fold(sent);
      return new Named(
          row,
          pool,
          sent,
          folded,
          Directory.find(tx, pool, sent),
          names.of(poolId.value(), folded),
          client.signIn().hidesUsers(),
          source);
    });
  }
}
