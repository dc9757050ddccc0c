package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;

/// `ListSigningKeys`: the keys that a pool publishes, oldest activation first.
final class ListSigningKeys implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Env env;

  ListSigningKeys(Store store, Env env) {
    this.store = store;
    this.env = env;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var poolId = PoolScope.require(caller, Members.required(request, "UserPoolId"));
    var rows =
        store.read(tx -> {
          PoolScope.find(tx, poolId);
          return tx.signingKeys().list(poolId);
        });
    return SigningKeyView.answer(rows, env.now());
  }
}
