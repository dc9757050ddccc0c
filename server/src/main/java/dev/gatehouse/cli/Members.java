package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Members of the API's answers, as tables show them.
final class Members {
  private Members() {}

  /// The objects of the list `name`.
  static List<JsonObject> objects(JsonObject answer, String name) {
    var objects = new ArrayList<JsonObject>();
    if (answer.member(name).orElse(JsonValue.NULL) instanceof JsonArray(var elements)) {
      for (var element : elements) {
        if (element instanceof JsonObject object) {
          objects.add(object);
        }
      }
    }
    return objects;
  }

  /// The API's date (seconds since 1970 with a fraction) in UTC; a dash when it is absent.
  static String time(JsonObject object, String name) {
    return object
        .number(name)
        .map(seconds -> Instant.ofEpochSecond(seconds.longValue()).toString())
        .orElse("-");
  }
}
