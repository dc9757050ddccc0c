package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.store.Store;

/// `RotateSigningKeys`: with overlap, so that no token stops verifying; or with `Immediate`, for a
/// key that may have leaked. Answers the keys as they are afterwards.
final class RotateSigningKeys implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Env env;
  private final PoolKeys keys;

  RotateSigningKeys(Store store, Env env, PoolKeys keys) {
    this.store = store;
    this.env = env;
    this.keys = keys;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var poolId = PoolScope.require(caller, Members.required(request, "UserPoolId"));
    store.read(tx -> PoolScope.find(tx, poolId));
    if (request.bool("Immediate").orElse(false)) {
      keys.rotateAtOnce(poolId);
    } else {
      keys.rotate(poolId);
    }
    return SigningKeyView.answer(store.read(tx -> tx.signingKeys().list(poolId)), env.now());
  }
}
