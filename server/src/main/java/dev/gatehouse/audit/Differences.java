package dev.gatehouse.audit;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What is different between two documents, member by member: a list is one value.
///
/// ```
/// {"Member":"Policies.PasswordPolicy.MinimumLength","Before":8,"After":12}
/// ```
final class Differences {
  private static final int DEPTH_MAX = 4;

  private final List<JsonValue> found = new ArrayList<>();

  private Differences() {}

  static List<JsonValue> between(JsonObject before, JsonObject after) {
    var differences = new Differences();
    differences.add("", before, after, 1);
    return differences.found;
  }

  private void add(String prefix, JsonObject before, JsonObject after, int depth) {
    var names = new LinkedHashSet<>(before.members().keySet());
    names.addAll(after.members().keySet());
    for (var name : names) {
      var old = before.member(name);
      var now = after.member(name);
      if (old.equals(now)) {
        continue;
      }
      if (depth < DEPTH_MAX
          && old.orElse(JsonValue.NULL) instanceof JsonObject oldObject
          && now.orElse(JsonValue.NULL) instanceof JsonObject newObject) {
        add(prefix + name + ".", oldObject, newObject, depth + 1);
      } else {
        found.add(difference(prefix + name, old, now));
      }
    }
  }

  private static JsonValue difference(
      String member, Optional<JsonValue> before, Optional<JsonValue> after) {
    var difference = JsonValue.object().put("Member", member);
    before.ifPresent(value -> difference.put("Before", value));
    after.ifPresent(value -> difference.put("After", value));
    return difference.build();
  }
}
