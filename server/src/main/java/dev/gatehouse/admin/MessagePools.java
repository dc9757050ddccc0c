package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.UserPools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whose messages a request speaks of: those of one pool, or of all pools of the Region; to
/// everybody, or to one address.
///
/// @param named the pool that the request names
/// @param recipient as messages are found by it
record MessagePools(Caller caller, Optional<UserPoolId> named, Optional<String> recipient) {
  private static final int PAGE = 60;

  /// @throws dev.gatehouse.aws.ApiException `POOL_NOT_FOUND` when no pool can have the id
  static MessagePools of(JsonObject request, Caller caller) {
    return new MessagePools(
        caller,
        request.string("UserPoolId").map(id -> PoolScope.require(caller, id)),
        request.string("To").map(Postbox::recipient));
  }

  /// One filter a pool.
  ///
  /// @throws dev.gatehouse.aws.ApiException `POOL_NOT_FOUND` when the named pool is not there
  List<Messages.Filter> filters(ReadTx tx) {
    var pools =
        named.map(id -> List.of(PoolScope.find(tx, id).id())).orElseGet(() -> everyPool(tx));
    return pools.stream().map(pool -> new Messages.Filter(pool, recipient)).toList();
  }

  private List<UserPoolId> everyPool(ReadTx tx) {
    var pools = new ArrayList<UserPoolId>();
    List<UserPools.Row> page;
    do {
      var last = pools.isEmpty() ? Optional.<UserPoolId>empty() : Optional.of(pools.getLast());
      page = tx.userPools().list(caller.region(), last, PAGE);
      page.forEach(row -> pools.add(row.id()));
    } while (page.size() == PAGE);
    return pools;
  }
}
