package dev.gatehouse.admin;

import dev.gatehouse.administrators.AdministratorAccounts;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;

/// `DeleteAdministrator`: also ends his sessions. Access keys that he has made stay: they are the
/// installation's.
final class DeleteAdministrator implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Administrators administrators;

  DeleteAdministrator(Store store, Administrators administrators) {
    this.store = store;
    this.administrators = administrators;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var name = AdministratorRequest.name(request);
    store.write(tx -> {
      administrators.require(tx, caller, "DeleteAdministrator");
      AdministratorAccounts.lockSpared(tx, name);
      tx.administrators().delete(name);
      return true;
    });
    return JsonValue.object().build();
  }
}
