package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;

/// `DeleteAccessKey`: also deletes the temporary keys made with it.
final class DeleteAccessKey implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Administrators administrators;

  DeleteAccessKey(Store store, Administrators administrators) {
    this.store = store;
    this.administrators = administrators;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var id = Members.required(request, "AccessKeyId");
    store.write(tx -> {
      administrators.require(tx, caller, "DeleteAccessKey");
      tx.accessKeys().delete(id);
      return true;
    });
    return JsonValue.object().build();
  }
}
