package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.Store;
import java.util.Optional;

/// `SetClientAttributes`: what the machine tokens of an app client carry beyond Cognito's claims.
/// Replaces what was set before; without claims and audience the tokens are plain again. An update
/// of the client over Cognito's API keeps it.
final class SetClientAttributes implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Env env;

  SetClientAttributes(Store store, Env env) {
    this.store = store;
    this.env = env;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var attributes = ClientAttributes.of(request);
    var poolId = PoolScope.require(caller, Members.required(request, "UserPoolId"));
    var clientId = Members.required(request, "ClientId");
    var stored =
        attributes.isEmpty()
            ? Optional.<String>empty()
            : Optional.of(Json.text(attributes.toJson()));
    var now = env.now();
    store.write(tx -> {
      PoolScope.find(tx, poolId);
      var row =
          ClientId.parse(clientId)
              .flatMap(id -> tx.appClients().find(poolId, id))
              .orElseThrow(() -> new RefusedException(new Refusal.UnknownClient(clientId)));
      tx.appClients()
          .update(
              new AppClients.Row(
                  poolId,
                  row.id(),
                  row.name(),
                  row.document(),
                  stored,
                  row.version() + 1,
                  row.createdAt(),
                  now));
      return true;
    });
    return ClientAttributes.answer(poolId, clientId, attributes);
  }
}
