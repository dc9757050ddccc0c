package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;

/// `ListAdministrators`: all of them, by name.
final class ListAdministrators implements Operation<JsonObject, JsonObject> {
  private final Store store;
  private final Env env;
  private final Administrators administrators;

  ListAdministrators(Store store, Env env, Administrators administrators) {
    this.store = store;
    this.env = env;
    this.administrators = administrators;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var now = env.now();
    var views =
        store.read(tx -> {
          administrators.require(tx, caller, "ListAdministrators");
          return tx.administrators().list().stream()
              .<JsonValue>map(row -> AdministratorView.of(tx, row, now).json())
              .toList();
        });
    return JsonValue.object().put("Administrators", new JsonArray(views)).build();
  }
}
