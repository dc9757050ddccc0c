package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Store;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// The tags of a pool, as the operations on tags change them. Its date of modification stays: tags
/// are no part of its configuration.
record PoolTags(Store store) {
  /// @param change edits the pool's tags; may run twice
  /// @throws dev.gatehouse.aws.ApiException `POOL_NOT_FOUND`, or `TOO_MANY_TAGS` when there are
  ///   more than [PoolRules#TAGS_MAX] afterwards
  void change(UserPoolId id, Consumer<SequencedMap<String, String>> change) {
    store.write(tx -> {
      var pool = StoredPool.of(PoolScope.lock(tx, id));
      var tags = new LinkedHashMap<>(pool.settings().userPoolTags());
      change.accept(tags);
      PoolRules.requireTags(tags.size());
      var settings = pool.settings().toBuilder().userPoolTags(tags).build();
      tx.userPools().update(pool.changed(settings, pool.factors(), pool.row().lastModifiedAt()));
      return id;
    });
  }
}
