package dev.gatehouse.cli;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.stream.Collectors;

/// JSON for people: one member a line, two spaces a level. Programs can read it all the same.
final class PrettyJson {
  private static final String STEP = "  ";

  private PrettyJson() {}

  static String text(JsonValue value) {
    return text(value, "");
  }

  private static String text(JsonValue value, String indent) {
    var inner = indent + STEP;
    return switch (value) {
      case JsonObject(var members) when !members.isEmpty() ->
          members.entrySet().stream()
              .map(member ->
                  inner
                      + Json.text(JsonValue.of(member.getKey()))
                      + ": "
                      + text(member.getValue(), inner))
              .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
      case JsonArray(var elements) when !elements.isEmpty() ->
          elements.stream()
              .map(element -> inner + text(element, inner))
              .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
      case JsonObject _,
          JsonArray _,
          JsonValue.JsonString _,
          JsonValue.JsonNumber _,
          JsonValue.JsonBoolean _,
          JsonValue.JsonNull _ ->
          Json.text(value);
    };
  }
}
