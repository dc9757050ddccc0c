package dev.gatehouse.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A JSON value (RFC 8259) as an immutable tree. Members keep the order in which they were read or
/// put.
public sealed interface JsonValue {
  /// The one `null`.
  JsonValue NULL = new JsonNull();

  /// An object; member names are unique.
  record JsonObject(SequencedMap<String, JsonValue> members) implements JsonValue {
    public JsonObject {
      members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    /// The member named `name`; empty when it is absent or `null`.
    public Optional<JsonValue> member(String name) {
      var value = members.get(name);
      return value == null || value instanceof JsonNull ? Optional.empty() : Optional.of(value);
    }

    /// The text of the string member `name`; empty when it is absent or not a string.
    public Optional<String> string(String name) {
      return member(name)
          .flatMap(v -> v instanceof JsonString(var s) ? Optional.of(s) : Optional.empty());
    }

    /// The value of the number member `name`; empty when it is absent or not a number.
    public Optional<BigDecimal> number(String name) {
      return member(name)
          .flatMap(v -> v instanceof JsonNumber(var n) ? Optional.of(n) : Optional.empty());
    }

    /// The value of the boolean member `name`; empty when it is absent or not a boolean.
    public Optional<Boolean> bool(String name) {
      return member(name)
          .flatMap(v -> v instanceof JsonBoolean(var b) ? Optional.of(b) : Optional.empty());
    }

    /// The object member `name`; empty when it is absent or not an object.
    public Optional<JsonObject> object(String name) {
      return member(name)
          .flatMap(v -> v instanceof JsonObject o ? Optional.of(o) : Optional.empty());
    }

    /// The strings of the array member `name`; none when it is absent. Elements of other types are
    /// left out.
    public List<String> strings(String name) {
      var texts = new ArrayList<String>();
      if (member(name).orElse(NULL) instanceof JsonArray(var elements)) {
        for (var element : elements) {
          if (element instanceof JsonString(var text)) {
            texts.add(text);
          }
        }
      }
      return Collections.unmodifiableList(texts);
    }
  }

  /// An array.
  record JsonArray(List<JsonValue> elements) implements JsonValue {
    public JsonArray {
      elements = List.copyOf(elements);
    }
  }

  /// A string.
  record JsonString(String value) implements JsonValue {}

  /// A number, exact.
  record JsonNumber(BigDecimal value) implements JsonValue {}

  /// `true` or `false`.
  record JsonBoolean(boolean value) implements JsonValue {}

  /// `null`.
  record JsonNull() implements JsonValue {}

  static JsonValue of(String value) {
    return new JsonString(value);
  }

  static JsonValue of(long value) {
    return new JsonNumber(BigDecimal.valueOf(value));
  }

  static JsonValue of(boolean value) {
    return new JsonBoolean(value);
  }

  /// An array of strings.
  static JsonValue of(Iterable<String> values) {
    var elements = new ArrayList<JsonValue>();
    values.forEach(value -> elements.add(of(value)));
    return new JsonArray(elements);
  }

  /// Starts an object; members appear in the order of the calls.
  static ObjectBuilder object() {
    return new ObjectBuilder();
  }

  /// Collects the members of an object. Not thread-safe.
  final class ObjectBuilder {
    private final SequencedMap<String, JsonValue> members = new LinkedHashMap<>();

    private ObjectBuilder() {}

    public ObjectBuilder put(String name, JsonValue value) {
      members.put(name, value);
      return this;
    }

    public ObjectBuilder put(String name, String value) {
      return put(name, of(value));
    }

    public ObjectBuilder put(String name, long value) {
      return put(name, of(value));
    }

    public ObjectBuilder put(String name, boolean value) {
      return put(name, of(value));
    }

    public ObjectBuilder putAll(Map<String, JsonValue> more) {
      members.putAll(more);
      return this;
    }

    public JsonObject build() {
      return new JsonObject(members);
    }
  }
}
