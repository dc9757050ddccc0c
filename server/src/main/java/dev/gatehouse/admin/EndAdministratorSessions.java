package dev.gatehouse.admin;

import dev.gatehouse.administrators.AdministratorAccounts;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;
import java.util.Optional;

/// `EndAdministratorSessions`: signs an administrator out everywhere.
final class EndAdministratorSessions implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Administrators administrators;

  EndAdministratorSessions(Store store, Administrators administrators) {
    this.store = store;
    this.administrators = administrators;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var name = AdministratorRequest.name(request);
    store.write(tx -> {
      administrators.require(tx, caller, "EndAdministratorSessions");
      AdministratorAccounts.lock(tx, name);
      tx.consoleSessions().endAllOf(name, Optional.empty());
      return true;
    });
    return JsonValue.object().build();
  }
}
