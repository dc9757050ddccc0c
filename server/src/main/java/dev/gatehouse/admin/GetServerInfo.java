package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.json.JsonValue.JsonObject;

/// `GetServerInfo`: what the installation is; says nothing secret.
final class GetServerInfo implements Operation<JsonObject, JsonObject> {
  private final JsonObject info;

  /// @param info as the assembly describes itself
  GetServerInfo(JsonObject info) {
    this.info = info;
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    return info;
  }
}
