package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Store;

/// `GetClientAttributes`: what [SetClientAttributes] set; empty when nothing was.
final class GetClientAttributes implements Operation<JsonObject, JsonObject> {
  private final Store store;

  GetClientAttributes(Store store) {
    this.store = store;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var poolId = PoolScope.require(caller, Members.required(request, "UserPoolId"));
    var clientId = Members.required(request, "ClientId");
    var row =
        store.read(tx -> {
          PoolScope.find(tx, poolId);
          return ClientId.parse(clientId)
              .flatMap(id -> tx.appClients().find(poolId, id))
              .orElseThrow(() -> new RefusedException(new Refusal.UnknownClient(clientId)));
        });
    return ClientAttributes.answer(poolId, clientId, ClientAttributes.stored(row.attributes()));
  }
}
