package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.AccessKeys;
import dev.gatehouse.store.ConsoleSessions;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `ListAccessKeys`: all keys, oldest first, without their secrets. Those of sessions of the
/// console are left out: nobody made them, nobody can sign with them elsewhere, and they end with
/// their session, which `ListAdministrators` counts.
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
          return withoutSessions(tx);
        });
    var views = new ArrayList<JsonValue>();
    rows.forEach(row -> views.add(AccessKeyView.of(row).build()));
    return JsonValue.object().put("AccessKeys", new JsonArray(views)).build();
  }

  private static List<AccessKeys.Row> withoutSessions(ReadTx tx) {
    var roots =
        tx.consoleSessions().list().stream()
            .map(ConsoleSessions.Row::rootKeyId)
            .collect(Collectors.toSet());
    return tx.accessKeys().list().stream()
        .filter(key -> !roots.contains(key.parent().orElse(key.id())))
        .toList();
  }
}
