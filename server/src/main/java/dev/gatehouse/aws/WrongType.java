package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonBoolean;
import dev.gatehouse.json.JsonValue.JsonNull;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;

/// The answer to a member of the wrong JSON type: `SerializationException` (users §1.5). The texts
/// are assumed; they never quote the value.
final class WrongType {
  private WrongType() {}

  /// @param type what the member must be, for instance `Integer`
  static ApiException of(JsonValue found, String type) {
    return new ApiException(
        ApiError.SERIALIZATION,
        switch (found) {
          case JsonObject _ -> "Start of structure or map found where not expected";
          case JsonArray _ -> "Start of list found where not expected";
          case JsonString _ -> "STRING_VALUE can not be converted to " + type;
          case JsonNumber _ -> "NUMBER_VALUE can not be converted to " + type;
          case JsonBoolean(var bool) ->
              (bool ? "TRUE" : "FALSE") + "_VALUE can not be converted to " + type;
          case JsonNull() -> "NULL_VALUE can not be converted to " + type;
        });
  }
}
