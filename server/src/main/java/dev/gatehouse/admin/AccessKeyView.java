package dev.gatehouse.admin;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.ObjectBuilder;
import dev.gatehouse.store.AccessKeys;

/// An access key as this API describes it, without its secret.
final class AccessKeyView {
  private AccessKeyView() {}

  static ObjectBuilder of(AccessKeys.Row row) {
    var view =
        JsonValue.object()
            .put("AccessKeyId", row.id())
            .put("Description", row.description())
            .put("Status", row.enabled() ? "Active" : "Inactive")
            .put("Policy", policy(row))
            .put("CreateDate", Members.date(row.createdAt()));
    row.lastUsedAt().ifPresent(time -> view.put("LastUsedDate", Members.date(time)));
    row.expiresAt().ifPresent(time -> view.put("ExpirationDate", Members.date(time)));
    row.parent().ifPresent(id -> view.put("ParentAccessKeyId", id));
    return view;
  }

  private static JsonObject policy(AccessKeys.Row row) {
    return Json.parseObject(row.policy());
  }
}
