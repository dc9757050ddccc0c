package dev.gatehouse.aws;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/// How an operation is probed on the real server: a request that it accepts, and what it answers to
/// that and to requests that differ from it in one place.
///
/// @param name the operation, or the operation and in brackets what is special about the scene
/// @param base every probe differs from it in one place
/// @param before makes what an accepted request needs, and may put the new thing's id into it
/// @param expected the answer to an accepted request; empty for an answer without a body
/// @param after gets request and answer and takes away what an accepted request made
/// @param refusal the body of what answers every request that its constraints allow, also `base`;
///   empty where such requests are accepted
/// @param made members whose texts the server makes up; they are compared for being there
record BoundaryScene(
    String name,
    JsonObject base,
    UnaryOperator<JsonObject> before,
    UnaryOperator<JsonObject> expected,
    BiConsumer<JsonObject, JsonObject> after,
    Set<String> made,
    Optional<JsonValue> refusal) {
  private static final JsonValue SOME = JsonValue.of("…");

  static BoundaryScene of(String name, JsonObject base, UnaryOperator<JsonObject> expected) {
    return new BoundaryScene(
        name, base, UnaryOperator.identity(), expected, (_, _) -> {}, Set.of(), Optional.empty());
  }

  /// Of an operation that nothing makes accept a request here: its constraints go first.
  static BoundaryScene refused(String name, JsonObject base, String type, String message) {
    var body = JsonValue.object().put("__type", type).put("message", message).build();
    return new BoundaryScene(
        name,
        base,
        UnaryOperator.identity(),
        UnaryOperator.identity(),
        (_, _) -> {},
        Set.of(),
        Optional.of(body));
  }

  BoundaryScene before(UnaryOperator<JsonObject> prepare) {
    return new BoundaryScene(name, base, prepare, expected, after, made, refusal);
  }

  BoundaryScene after(BiConsumer<JsonObject, JsonObject> undo) {
    return new BoundaryScene(name, base, before, expected, undo, made, refusal);
  }

  BoundaryScene made(String... members) {
    return new BoundaryScene(name, base, before, expected, after, Set.of(members), refusal);
  }

  String operation() {
    return name.split(" ", 2)[0];
  }

  /// An answer with the texts that the server makes up replaced, for comparison.
  Optional<JsonValue> comparable(Optional<JsonObject> answer) {
    return answer.map(this::withoutMade);
  }

  private JsonValue withoutMade(JsonValue value) {
    return switch (value) {
      case JsonObject(var members) -> {
        var changed = new LinkedHashMap<String, JsonValue>();
        members.forEach((member, inner) ->
            changed.put(
                member,
                made.contains(member) && inner instanceof JsonString(var text) && !text.isEmpty()
                    ? SOME
                    : withoutMade(inner)));
        yield new JsonObject(changed);
      }
      case JsonArray(var elements) -> {
        var changed = new ArrayList<JsonValue>();
        elements.forEach(element -> changed.add(withoutMade(element)));
        yield new JsonArray(changed);
      }
      default -> value;
    };
  }

  /// JSON in a text, with `'` for `"`.
  static JsonObject json(String text, Object... arguments) {
    return Json.parseObject(text.replace('\'', '"').formatted(arguments));
  }

  static JsonObject with(JsonObject object, String member, JsonValue value) {
    var members = new LinkedHashMap<>(object.members());
    members.put(member, value);
    return new JsonObject(members);
  }

  static JsonObject without(JsonObject object, String... names) {
    var members = new LinkedHashMap<>(object.members());
    members.keySet().removeAll(Set.of(names));
    return new JsonObject(members);
  }

  /// `base` with the members of `above`, objects merged.
  static JsonObject merged(JsonObject base, JsonObject above) {
    var members = new LinkedHashMap<>(base.members());
    above
        .members()
        .forEach((name, value) ->
            members.merge(
                name,
                value,
                (old, now) ->
                    old instanceof JsonObject below && now instanceof JsonObject over
                        ? merged(below, over)
                        : now));
    return new JsonObject(members);
  }
}
