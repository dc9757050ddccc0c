package dev.gatehouse.aws;

import dev.gatehouse.aws.Shape.Bounds;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonNull;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Checks a request against the constraints of its shape: required, length, range, enumeration,
/// pattern. Every violation is reported, in the order of the model, in AWS's words:
///
/// `1 validation error detected: Value 'a b' at 'userPoolId' failed to satisfy constraint: Member
/// must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+`
///
/// Beyond the model, no text holds the character U+0000, which PostgreSQL cannot store (AP-08);
/// most patterns forbid it already.
///
/// Source: GEN-05, GEN-06; users §1.5. Not observed and assumed: the texts for maps and blobs, and
/// that a list of scalars names all constraints of its element.
final class Constraints {
  private static final String NO_NUL = "Member must not contain the character U+0000";

  private final List<String> violations = new ArrayList<>(0);

  /// The same without the values.
  private final List<String> unquoted = new ArrayList<>(0);

  private Constraints() {}

  /// @param input of the right JSON types throughout
  /// @throws ApiException `VALIDATION` with every violation
  static void check(Shape.Structure shape, JsonObject input) {
    var constraints = new Constraints();
    constraints.structure(shape, input, Path.ROOT);
    if (!constraints.violations.isEmpty()) {
      throw ApiException.quoting(
          ApiError.VALIDATION, sentence(constraints.violations), sentence(constraints.unquoted));
    }
  }

  private static String sentence(List<String> violations) {
    return violations.size()
        + (violations.size() == 1 ? " validation error" : " validation errors")
        + " detected: "
        + String.join("; ", violations);
  }

  /// The place of a value, spelled only when something is wrong with it.
  private record Path(Optional<Path> parent, String step) {
    static final Path ROOT = new Path(Optional.empty(), "");

    Path then(String next) {
      return new Path(step.isEmpty() ? Optional.empty() : Optional.of(this), next);
    }

    @Override
    public String toString() {
      return parent.map(p -> p + ".").orElse("") + step;
    }
  }

  private void structure(Shape.Structure shape, JsonObject input, Path path) {
    for (var member : shape.members().values()) {
      var value = input.members().get(member.wireName());
      if (value == null || value instanceof JsonNull) {
        if (member.required()) {
          var shown = member.shape().sensitive() ? "Value" : "Value null";
          report(shown, path.then(member.messageName()), "Member must not be null");
        }
      } else {
        value(member.shape(), value, path, member.messageName());
      }
    }
  }

  private void value(Shape shape, JsonValue value, Path parent, String step) {
    switch (shape) {
      case Shape.Text text ->
          text(text, ((JsonString) value).value(), tail -> report(text, value, parent, step, tail));
      case Shape.Numeric number ->
          range(
              number.range(),
              ((JsonNumber) value).value(),
              tail -> report(number, value, parent, step, tail));
      case Shape.Blob blob ->
          length(
              blob.length(),
              decodedLength(((JsonString) value).value()),
              tail -> report(blob, value, parent, step, tail));
      case Shape.ListOf list -> list(list, (JsonArray) value, parent, step);
      case Shape.MapOf map -> map(map, (JsonObject) value, parent, step);
      case Shape.Structure structure -> structure(structure, (JsonObject) value, parent.then(step));
      case Shape.Bool _, Shape.Timestamp _, Shape.Anything _ -> {}
    }
  }

  private void list(Shape.ListOf list, JsonArray value, Path parent, String step) {
    length(list.length(), value.elements().size(), tail -> report(list, value, parent, step, tail));
    if (list.member() instanceof Shape.Text text) {
      firstInvalid(text, texts(value.elements()))
          .map(invalid -> "Member must satisfy constraint: [" + describe(text, invalid) + "]")
          .ifPresent(tail -> report(list, value, parent, step, tail));
      return;
    }
    int index = 0;
    for (var element : value.elements()) {
      index++;
      value(list.member(), element, parent.then(step).then(String.valueOf(index)), "member");
    }
  }

  private static List<String> texts(Collection<JsonValue> values) {
    return values.stream().map(value -> ((JsonString) value).value()).toList();
  }

  private static Optional<String> firstInvalid(Shape.Text shape, Collection<String> values) {
    return values.stream().filter(value -> !isValid(shape, value)).findFirst();
  }

  private void map(Shape.MapOf map, JsonObject value, Path parent, String step) {
    length(map.length(), value.members().size(), tail -> report(map, value, parent, step, tail));
    firstInvalid(map.key(), value.members().keySet())
        .map(key -> "Map keys must satisfy constraint: [" + describe(map.key(), key) + "]")
        .ifPresent(tail -> report(map, value, parent, step, tail));
    if (!(map.value() instanceof Shape.Text text)) {
      value
          .members()
          .forEach(
              (key, member) -> value(map.value(), member, parent.then(step).then(key), "value"));
      return;
    }
    firstInvalid(text, texts(value.members().values()))
        .map(member -> "Map value must satisfy constraint: [" + describe(text, member) + "]")
        .ifPresent(tail -> report(map, value, parent, step, tail));
  }

  private static boolean isValid(Shape.Text shape, String value) {
    return isOfModel(shape, value) && value.indexOf('\0') < 0;
  }

  private static boolean isOfModel(Shape.Text shape, String value) {
    return !shape.length().isAbove(value.length())
        && !shape.length().isBelow(value.length())
        && (shape.values().isEmpty() || shape.values().contains(value))
        && (shape.pattern().isEmpty() || shape.pattern().get().matches(value));
  }

  private static void text(Shape.Text shape, String value, Consumer<String> report) {
    if (isValid(shape, value)) {
      return;
    }
    if (isOfModel(shape, value)) {
      report.accept(NO_NUL);
      return;
    }
    length(shape.length(), value.length(), report);
    if (!shape.values().isEmpty() && !shape.values().contains(value)) {
      report.accept(enumeration(shape.values()));
    }
    shape
        .pattern()
        .filter(pattern -> !pattern.matches(value))
        .ifPresent(pattern -> report.accept(expression(pattern)));
  }

  private static void length(Bounds bounds, int length, Consumer<String> report) {
    if (bounds.isAbove(length)) {
      report.accept(atMost("length", bounds));
    }
    if (bounds.isBelow(length)) {
      report.accept(atLeast("length", bounds));
    }
  }

  private static void range(Bounds bounds, BigDecimal value, Consumer<String> report) {
    if (bounds.max().filter(max -> value.compareTo(BigDecimal.valueOf(max)) > 0).isPresent()) {
      report.accept(atMost("value", bounds));
    }
    if (bounds.min().filter(min -> value.compareTo(BigDecimal.valueOf(min)) < 0).isPresent()) {
      report.accept(atLeast("value", bounds));
    }
  }

  /// All constraints of a list's element or a map's key or value, as one text; of one that only
  /// U+0000 makes invalid, that.
  private static String describe(Shape.Text shape, String invalid) {
    if (isOfModel(shape, invalid)) {
      return NO_NUL;
    }
    var all = new ArrayList<String>();
    if (shape.length().max().isPresent()) {
      all.add(atMost("length", shape.length()));
    }
    if (shape.length().min().isPresent()) {
      all.add(atLeast("length", shape.length()));
    }
    if (!shape.values().isEmpty()) {
      all.add(enumeration(shape.values()));
    }
    shape.pattern().ifPresent(pattern -> all.add(expression(pattern)));
    return String.join(", ", all);
  }

  private static String atMost(String what, Bounds bounds) {
    return "Member must have " + what + " less than or equal to " + bounds.max().orElseThrow();
  }

  private static String atLeast(String what, Bounds bounds) {
    return "Member must have " + what + " greater than or equal to " + bounds.min().orElseThrow();
  }

  /// GEN-05: the set is printed in the order of a Java `HashSet`.
  private static String enumeration(List<String> values) {
    return "Member must satisfy enum value set: " + new HashSet<>(values);
  }

  private static String expression(TextPattern pattern) {
    return "Member must satisfy regular expression pattern: " + pattern.published();
  }

  /// Of Base64 with padding, whose form the codec has checked.
  private static int decodedLength(String base64) {
    var padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return base64.length() / 4 * 3 - padding;
  }

  private void report(Shape shape, JsonValue value, Path parent, String step, String tail) {
    var shown = shape.isPrintable() ? "Value '" + print(shape, value) + "'" : "Value";
    report(shown, parent.then(step), tail);
  }

  private void report(String shown, Path path, String tail) {
    var failed = " at '" + path + "' failed to satisfy constraint: " + tail;
    violations.add(shown + failed);
    unquoted.add("Value" + failed);
  }

  /// The value as Java prints it; of a structure only its type.
  private static String print(Shape shape, JsonValue value) {
    return switch (value) {
      case JsonString(var text) when shape instanceof Shape.Blob -> {
        var size = decodedLength(text);
        yield "java.nio.HeapByteBuffer[pos=0 lim=%d cap=%d]".formatted(size, size);
      }
      case JsonString(var text) -> text;
      case JsonNumber(var number) -> number.toPlainString();
      case JsonArray(var elements) when shape instanceof Shape.ListOf list ->
          elements.stream().map(element -> print(list.member(), element)).toList().toString();
      case JsonObject object when shape instanceof Shape.MapOf map -> {
        var entries = new ArrayList<String>();
        object.members().forEach((key, v) -> entries.add(key + "=" + print(map.value(), v)));
        yield "{" + String.join(", ", entries) + "}";
      }
      default -> shape.name();
    };
  }
}
