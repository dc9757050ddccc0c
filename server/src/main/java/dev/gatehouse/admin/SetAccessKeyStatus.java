package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;

/// `SetAccessKeyStatus`: `Inactive` makes every node refuse the key, and the temporary ones made
/// with it, within a second (SV-23).
final class SetAccessKeyStatus implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Administrators administrators;

  SetAccessKeyStatus(Store store, Administrators administrators) {
    this.store = store;
    this.administrators = administrators;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var id = Members.required(request, "AccessKeyId");
    var isEnabled = Members.required(request, "Status").equals("Active");
    store.write(tx -> {
      administrators.require(tx, caller, "SetAccessKeyStatus");
      tx.accessKeys().setEnabled(id, isEnabled);
      return true;
    });
    return JsonValue.object().build();
  }
}
