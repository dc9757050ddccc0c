package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;

/// A member of a request whose operation is built but which itself is not, and which the SDK's
/// classes do not know yet: they would drop it without a word. A request that has it is refused by
/// its name, and the compatibility table lists it. Members that nobody knows are ignored, as by the
/// service (AP-09).
public enum UnbuiltMember {
  CREATE_WITH_CLIENT_REGISTRATION("CreateUserPool", "DcrConfiguration"),
  CREATE_WITH_AUTHENTICATION_CONTEXT("CreateUserPool", "AcrConfiguration"),
  UPDATE_CLIENT_REGISTRATION("UpdateUserPool", "DcrConfiguration"),
  UPDATE_AUTHENTICATION_CONTEXT("UpdateUserPool", "AcrConfiguration"),
  LIST_CLIENTS_OF_A_TYPE("ListUserPoolClients", "ClientType");

  private final String operation;
  private final String member;

  UnbuiltMember(String operation, String member) {
    this.operation = operation;
    this.member = member;
  }

  public String operation() {
    return operation;
  }

  /// Its name in the request.
  public String member() {
    return member;
  }

  /// @throws ApiException with `NOT_BUILT` when the request has such a member
  static void refuse(ApiModel.Entry entry, JsonObject request) {
    for (var unbuilt : values()) {
      if (unbuilt.operation.equals(entry.name()) && isSet(request, unbuilt.member)) {
        throw new ApiException(ApiError.NOT_BUILT, unbuilt.member + " of " + unbuilt.operation);
      }
    }
  }

  private static boolean isSet(JsonObject request, String member) {
    var value = request.members().get(member);
    return value != null && !(value instanceof JsonValue.JsonNull);
  }
}
