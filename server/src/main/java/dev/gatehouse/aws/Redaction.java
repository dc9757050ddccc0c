package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import dev.gatehouse.pool.UserPoolId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A request as the audit log may keep it. What the model does not know is left out; what it marks
/// as sensitive is hidden, but for the names of what the request is about; so is whatever is called
/// a password, secret, token, code or the like, and values of maps, which may be anything. Long
/// texts are cut.
///
/// Of a request that was refused, texts are cut to their beginning: what nobody knows may be a
/// secret in the wrong field (IN-07). Ids of pools have a shape of their own.
final class Redaction {
  /// As in the logs of the service.
  static final JsonValue HIDDEN = JsonValue.of("HIDDEN_DUE_TO_SECURITY_REASONS");

  /// Sensitive in the model, and the only way to say of whom or what an event tells.
  private static final Set<String> NAMES = Set.of("ClientIdType", "UsernameType");

  private static final Set<String> POOL_IDS = Set.of("UserPoolIdType");

  /// Ends of names whose texts are nobody's business.
  private static final List<String> SECRET =
      List.of(
          "password",
          "secret",
          "secretvalue",
          "token",
          "code",
          "session",
          "hash",
          "credential",
          "credentials",
          "answer",
          "answers",
          "response",
          "responses",
          "metadata",
          "assertion",
          "privatekey");

  private static final int LENGTH_MAX = 1_024;
  private static final int ELEMENTS_MAX = 200;
  private static final int BEGINNING = 4;

  private final boolean isRefused;

  private Redaction(boolean isRefused) {
    this.isRefused = isRefused;
  }

  /// Of a request that is carried out.
  static JsonObject of(Shape.Structure shape, JsonObject request) {
    return new Redaction(false).structure(shape, request);
  }

  /// Of one that was refused.
  static JsonObject ofRefused(Shape.Structure shape, JsonObject request) {
    return new Redaction(true).structure(shape, request);
  }

  private JsonObject structure(Shape.Structure shape, JsonObject value) {
    var members = new LinkedHashMap<String, JsonValue>();
    value
        .members()
        .forEach((name, each) ->
            Optional.ofNullable(shape.members().get(name))
                .ifPresent(member -> members.put(name, member(member, each))));
    return new JsonObject(members);
  }

  private JsonValue member(Shape.Member member, JsonValue value) {
    var name = member.wireName().toLowerCase(Locale.ROOT);
    var isSecret = isOfTexts(member.shape()) && SECRET.stream().anyMatch(name::endsWith);
    return isSecret ? HIDDEN : any(member.shape(), value);
  }

  private static boolean isOfTexts(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> text.values().isEmpty(); // Else it is a word of the model.
      case Shape.Blob _, Shape.MapOf _, Shape.Anything _ -> true;
      case Shape.ListOf list -> isOfTexts(list.member());
      case Shape.Structure _, Shape.Numeric _, Shape.Bool _, Shape.Timestamp _ -> false;
    };
  }

  /// A value of another JSON type than the shape's, which a refused request may have, is hidden.
  private JsonValue any(Shape shape, JsonValue value) {
    if (shape.sensitive() && !NAMES.contains(shape.name())) {
      return HIDDEN;
    }
    return switch (shape) {
      case Shape.Structure structure when value instanceof JsonObject object ->
          structure(structure, object);
      case Shape.ListOf list when value instanceof JsonArray(var elements) ->
          new JsonArray(
              elements.stream().limit(ELEMENTS_MAX).map(each -> any(list.member(), each)).toList());
      case Shape.MapOf map when value instanceof JsonObject object -> map(map, object);
      case Shape.Text text when value instanceof JsonString(var string) -> text(text, string);
      case Shape.Numeric _ when value instanceof JsonValue.JsonNumber -> value;
      case Shape.Timestamp _ when value instanceof JsonValue.JsonNumber -> value;
      case Shape.Bool _ when value instanceof JsonValue.JsonBoolean -> value;
      default -> HIDDEN;
    };
  }

  /// Tags are there to be read; what else is a map of texts, nobody knows.
  private JsonValue map(Shape.MapOf map, JsonObject value) {
    var isTags = map.name().equals("UserPoolTagsType");
    var members = new LinkedHashMap<String, JsonValue>();
    for (Map.Entry<String, JsonValue> each : value.members().entrySet()) {
      if (members.size() < ELEMENTS_MAX) {
        members.put(cut(each.getKey()), isTags ? any(map.value(), each.getValue()) : HIDDEN);
      }
    }
    return new JsonObject(members);
  }

  private JsonValue text(Shape.Text shape, String value) {
    var isKnown =
        shape.values().contains(value)
            || (POOL_IDS.contains(shape.name()) && UserPoolId.parse(value).isPresent());
    return JsonValue.of(isKnown ? value : cut(value));
  }

  private String cut(String value) {
    int max = isRefused ? BEGINNING : LENGTH_MAX;
    return value.length() <= max ? value : value.substring(0, max) + "…";
  }
}
