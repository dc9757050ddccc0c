package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;

/// `CountMessages`: how many messages to users of a pool are newer than one, a hundred at most (ui
/// 9.2). For whoever may read them, and without reading them: ListMessages shows codes, which the
/// audit log tells of.
final class CountMessages implements Operation<JsonObject, JsonObject> {
  private static final int MAX = 100;

  private final Store store;
  private final Administrators administrators;

  CountMessages(Store store, Administrators administrators) {
    this.store = store;
    this.administrators = administrators;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var id = PoolScope.require(caller, Members.required(request, "UserPoolId"));
    int count =
        store.read(tx -> {
          administrators.require(tx, caller, "CountMessages");
          PoolScope.find(tx, id);
          return tx.messages().count(id, request.string("After"), MAX);
        });
    return JsonValue.object().put("Count", count).build();
  }
}
