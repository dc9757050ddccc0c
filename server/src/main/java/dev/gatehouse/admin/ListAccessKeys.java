package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;
import java.util.ArrayList;

/// `ListAccessKeys`: all keys, oldest first, without their secrets.
final class ListAccessKeys implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Administrators administrators;

  ListAccessKeys(Store store, Administrators administrators) {
    this.store = store;
    this.administrators = administrators;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var rows =
        store.read(tx -> {
          administrators.require(tx, caller, "ListAccessKeys");
          return tx.accessKeys().list();
        });
    var views = new ArrayList<JsonValue>();
    rows.forEach(row -> views.add(AccessKeyView.of(row).build()));
    return JsonValue.object().put("AccessKeys", new JsonArray(views)).build();
  }
}
