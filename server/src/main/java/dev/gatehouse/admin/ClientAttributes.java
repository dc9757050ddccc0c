package dev.gatehouse.admin;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonBoolean;
import dev.gatehouse.json.JsonValue.JsonNull;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import dev.gatehouse.pool.ReservedClaims;
import dev.gatehouse.pool.UserPoolId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The machine attributes of an app client as the extension API and the database spell them. Every
/// token of the client carries them, so their number and size are bounded.
///
/// @param claims values are strings, whole numbers, booleans or lists of strings
record ClientAttributes(JsonObject claims, List<String> audience) {
  private static final int TEXT_LENGTH_MAX = 2_048;
  private static final int LIST_LENGTH_MAX = 50;
  private static final int BYTES_MAX = 8_192;
  private static final BigDecimal WHOLE_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal WHOLE_MIN = BigDecimal.valueOf(Long.MIN_VALUE);

  ClientAttributes {
    audience = List.copyOf(audience);
  }

  /// What a request asks for. Numbers of claims and of audiences, and the lengths of their names,
  /// are checked by the constraint table.
  ///
  /// @throws ApiException naming the claim that is reserved, of a wrong type or too large
  static ClientAttributes of(JsonObject request) {
    var claims = request.object("Claims").orElseGet(() -> JsonValue.object().build());
    claims.members().forEach(ClientAttributes::check);
    var attributes = new ClientAttributes(claims, request.strings("Audience"));
    if (Json.write(attributes.toJson()).length > BYTES_MAX) {
      throw new ApiException(ApiError.ATTRIBUTES_TOO_LARGE, BYTES_MAX);
    }
    return attributes;
  }

  /// What the database holds.
  static ClientAttributes stored(Optional<String> text) {
    var json = text.map(Json::parseObject).orElseGet(() -> JsonValue.object().build());
    return new ClientAttributes(
        json.object("Claims").orElseGet(() -> JsonValue.object().build()),
        json.strings("Audience"));
  }

  private static void check(String name, JsonValue value) {
    if (ReservedClaims.contains(name)) {
      throw new ApiException(ApiError.RESERVED_CLAIM, name);
    }
    var isAllowed =
        switch (value) {
          case JsonString(var text) -> text.length() <= TEXT_LENGTH_MAX;
          case JsonBoolean _ -> true;
          case JsonNumber(var number) -> isWhole(number);
          case JsonArray(var elements) ->
              elements.size() <= LIST_LENGTH_MAX
                  && elements.stream().allMatch(ClientAttributes::isText);
          case JsonObject _, JsonNull _ -> false;
        };
    if (!isAllowed) {
      throw new ApiException(ApiError.INVALID_CLAIM, name, TEXT_LENGTH_MAX, LIST_LENGTH_MAX);
    }
  }

  private static boolean isText(JsonValue value) {
    return value instanceof JsonString(var text) && text.length() <= TEXT_LENGTH_MAX;
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0
        && number.compareTo(WHOLE_MIN) >= 0
        && number.compareTo(WHOLE_MAX) <= 0;
  }

  boolean isEmpty() {
    return claims.members().isEmpty() && audience.isEmpty();
  }

  JsonObject toJson() {
    return JsonValue.object().put("Claims", claims).put("Audience", JsonValue.of(audience)).build();
  }

  /// The answer of both operations.
  static JsonObject answer(UserPoolId poolId, String clientId, ClientAttributes attributes) {
    return JsonValue.object()
        .put(
            "ClientAttributes",
            JsonValue.object()
                .put("UserPoolId", poolId.value())
                .put("ClientId", clientId)
                .putAll(attributes.toJson().members())
                .build())
        .build();
  }
}
