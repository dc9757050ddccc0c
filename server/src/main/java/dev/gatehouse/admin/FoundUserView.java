package dev.gatehouse.admin;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Users;
import java.util.ArrayList;

/// A user as `SearchUsers` shows him, which is as `ListUsers` does. Nothing of his password is in
/// it (SR-25).
final class FoundUserView {
  private FoundUserView() {}

  static JsonObject of(Users.Row user) {
    var attributes = new ArrayList<JsonValue>();
    attributes.add(attribute("sub", user.sub().value()));
    user.attributes().forEach((name, value) -> attributes.add(attribute(name, value)));
    return JsonValue.object()
        .put("Username", user.username().value())
        .put("Attributes", new JsonArray(attributes))
        .put("UserCreateDate", Members.date(user.createdAt()))
        .put("UserLastModifiedDate", Members.date(user.lastModifiedAt()))
        .put("Enabled", user.enabled())
        .put("UserStatus", user.status().name())
        .build();
  }

  private static JsonObject attribute(String name, String value) {
    return JsonValue.object().put("Name", name).put("Value", value).build();
  }
}
