package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonBoolean;
import dev.gatehouse.json.JsonValue.JsonNull;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.Base64;

/// Checks the JSON types of a request of the extension API against the table; for the AWS API the
/// codec does the same while it reads. A `null` member counts as absent.
final class ShapeTypes {
  private ShapeTypes() {}

  /// @throws ApiException `SERIALIZATION` when a member has the wrong JSON type
  static void check(Shape.Structure shape, JsonObject input) {
    for (var member : shape.members().values()) {
      var value = input.members().get(member.wireName());
      if (value != null && !(value instanceof JsonNull)) {
        check(member.shape(), value);
      }
    }
  }

  private static void check(Shape shape, JsonValue value) {
    switch (shape) {
      case Shape.Text _ when value instanceof JsonString -> {}
      case Shape.Bool _ when value instanceof JsonBoolean -> {}
      case Shape.Timestamp _ when value instanceof JsonNumber -> {}
      case Shape.Numeric n
          when value instanceof JsonNumber(var v) && (n.fraction() || fits(v)) -> {}
      case Shape.Blob _ when value instanceof JsonString(var text) && isBase64(text) -> {}
      case Shape.ListOf list when value instanceof JsonArray(var elements) ->
          elements.forEach(element -> check(list.member(), element));
      case Shape.MapOf map when value instanceof JsonObject(var members) ->
          members.values().forEach(member -> check(map.value(), member));
      case Shape.Structure structure when value instanceof JsonObject object ->
          check(structure, object);
      case Shape.Anything _ -> {}
      case Shape.Text _ -> throw WrongType.of(value, "String");
      case Shape.Bool _ -> throw WrongType.of(value, "Boolean");
      case Shape.Timestamp _ -> throw WrongType.of(value, "Timestamp");
      case Shape.Numeric _ -> throw WrongType.of(value, "Long");
      case Shape.Blob _ -> throw WrongType.of(value, "Blob");
      case Shape.ListOf _ -> throw WrongType.of(value, "List");
      case Shape.MapOf _ -> throw WrongType.of(value, "Map");
      case Shape.Structure _ -> throw WrongType.of(value, "Structure");
    }
  }

  private static boolean fits(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0
        && value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return true;
    } catch (IllegalArgumentException not) {
      return false;
    }
  }
}
