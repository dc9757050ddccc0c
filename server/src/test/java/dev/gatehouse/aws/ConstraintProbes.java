package dev.gatehouse.aws;

import dev.gatehouse.aws.Shape.Bounds;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// For every constrained member of a request: values just inside and just outside of each
/// constraint, and what is to be answered. The texts are written here a second time, from the
/// behaviour reference (GEN-05, GEN-06, users §1.5), not taken from the product.
final class ConstraintProbes {
  private static final String FAILED = " failed to satisfy constraint: ";

  /// A member name of JSON is limited by the parser (AP-04), below what the model says of keys.
  private static final int NAME_LENGTH_MAX = 2_048;

  /// Members that tell the elements of a list apart.
  private static final List<String> NAMES = List.of("Name", "ScopeName");

  private final List<Probe> probes = new ArrayList<>();

  /// A request and its answer.
  ///
  /// @param name the member's path and what is tried, for instance `userPoolId too long`
  /// @param value of the member probed; empty where it is left out
  /// @param violations of the member probed, each from `Value` on; none for a value just inside
  record Probe(
      String name, JsonObject request, Optional<JsonValue> value, List<String> violations) {
    /// The message of the answer.
    String message() {
      return violations.size()
          + (violations.size() == 1 ? " validation error" : " validation errors")
          + " detected: "
          + String.join("; ", violations);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// Where a value is put: the request around it.
  private record Place(String path, Function<JsonValue, JsonObject> around) {
    Place then(String step, Function<JsonValue, JsonValue> wrap) {
      return new Place(path.isEmpty() ? step : path + "." + step, v -> around.apply(wrap.apply(v)));
    }
  }

  /// @param base a request that the operation accepts; every probe differs from it in one place
  static List<Probe> of(Shape.Structure shape, JsonObject base) {
    var probes = new ConstraintProbes();
    probes.structure(shape, base, new Place("", request -> (JsonObject) request));
    return probes.probes;
  }

  private void structure(Shape.Structure shape, JsonObject base, Place place) {
    for (var member : shape.members().values()) {
      var name = member.wireName();
      var step = Character.toLowerCase(name.charAt(0)) + name.substring(1);
      var inner = place.then(step, value -> with(base, name, value));
      if (member.required()) {
        var shown = member.shape().sensitive() ? "Value" : "Value null";
        var text = shown + " at '" + inner.path + "'" + FAILED + "Member must not be null";
        probes.add(
            new Probe(
                inner.path + " absent",
                place.around.apply(without(base, name)),
                Optional.empty(),
                List.of(text)));
      }
      value(member.shape(), base.member(name), inner);
    }
  }

  /// @param base what the base request has in this place
  private void value(Shape shape, Optional<JsonValue> base, Place place) {
    switch (shape) {
      case Shape.Text text -> text(text, place);
      case Shape.Numeric number -> number(number, place);
      case Shape.Blob blob -> blob(blob, place);
      case Shape.ListOf list -> list(list, base, place);
      case Shape.MapOf map -> map(map, place);
      case Shape.Structure structure ->
          structure(
              structure, (JsonObject) base.orElseGet(() -> ShapeSamples.minimal(structure)), place);
      case Shape.Bool _, Shape.Timestamp _, Shape.Anything _ -> {}
    }
  }

  private void probe(Place place, String what, JsonValue value, List<String> violations) {
    probes.add(
        new Probe(
            place.path + " " + what, place.around.apply(value), Optional.of(value), violations));
  }

  private void text(Shape.Text shape, Place place) {
    for (var probe : texts(shape).entrySet()) {
      var value = probe.getValue();
      var shown = shape.sensitive() ? "Value" : "Value '" + value + "'";
      var violations =
          tails(shape, value).stream().map(t -> shown + " at '" + place.path + "'" + FAILED + t);
      probe(place, probe.getKey(), JsonValue.of(value), violations.toList());
    }
  }

  /// Texts around the constraints of a shape, by name.
  private static Map<String, String> texts(Shape.Text shape) {
    var texts = new LinkedHashMap<String, String>();
    var max = shape.length().max().map(Long::intValue);
    var min = shape.length().min().map(Long::intValue).filter(length -> length > 0);
    if (shape.values().isEmpty()) {
      max.ifPresent(length -> texts.put("longest", ShapeSamples.text(shape, length)));
      max.ifPresent(length -> texts.put("too long", ShapeSamples.text(shape, length) + "a"));
      min.ifPresent(length -> texts.put("shortest", ShapeSamples.text(shape, length)));
      min.ifPresent(length -> texts.put("too short", "a".repeat(length - 1)));
    } else {
      shape.values().forEach(value -> texts.put("one of the set " + value, value));
      texts.put("not of the set", "x");
    }
    shape
        .pattern()
        .ifPresent(pattern -> {
          var valid = ShapeSamples.text(shape, min.orElse(1));
          for (var bad : List.of("\u0000", " ", "ü", "{####}", "\n")) {
            if (!Pattern.compile(pattern.published()).matcher(valid + bad).matches()) {
              texts.put("pattern broken", valid + bad);
              break;
            }
          }
        });
    return texts;
  }

  private static List<String> tails(Shape.Text shape, String value) {
    var tails = new ArrayList<>(lengthTails(shape.length(), value.length()));
    if (!shape.values().isEmpty() && !shape.values().contains(value)) {
      tails.add("Member must satisfy enum value set: " + new HashSet<>(shape.values()));
    }
    shape
        .pattern()
        .ifPresent(pattern -> {
          if (!Pattern.compile(pattern.published()).matcher(value).matches()) {
            tails.add("Member must satisfy regular expression pattern: " + pattern.published());
          }
        });
    return tails;
  }

  private static List<String> lengthTails(Bounds bounds, int length) {
    if (bounds.max().isPresent() && length > bounds.max().get()) {
      return List.of("Member must have length less than or equal to " + bounds.max().get());
    }
    if (bounds.min().isPresent() && length < bounds.min().get()) {
      return List.of("Member must have length greater than or equal to " + bounds.min().get());
    }
    return List.of();
  }

  /// All constraints of an element, whichever it breaks.
  private static String all(Shape.Text shape) {
    var tails = new ArrayList<String>();
    shape
        .length()
        .max()
        .ifPresent(max -> tails.add("Member must have length less than or equal to " + max));
    shape
        .length()
        .min()
        .ifPresent(min -> tails.add("Member must have length greater than or equal to " + min));
    if (!shape.values().isEmpty()) {
      tails.add("Member must satisfy enum value set: " + new HashSet<>(shape.values()));
    }
    shape
        .pattern()
        .ifPresent(pattern ->
            tails.add("Member must satisfy regular expression pattern: " + pattern.published()));
    return "[" + String.join(", ", tails) + "]";
  }

  private void number(Shape.Numeric shape, Place place) {
    shape
        .range()
        .max()
        .ifPresent(max -> {
          probe(place, "largest", JsonValue.of(max), List.of());
          var text =
              "Value '%d' at '%s'" + FAILED + "Member must have value less than or equal to %d";
          probe(
              place,
              "too large",
              JsonValue.of(max + 1),
              List.of(text.formatted(max + 1, place.path, max)));
        });
    shape
        .range()
        .min()
        .ifPresent(min -> {
          probe(place, "least", JsonValue.of(min), List.of());
          var text =
              "Value '%d' at '%s'" + FAILED + "Member must have value greater than or equal to %d";
          probe(
              place,
              "too small",
              JsonValue.of(min - 1),
              List.of(text.formatted(min - 1, place.path, min)));
        });
  }

  private void blob(Shape.Blob shape, Place place) {
    shape
        .length()
        .max()
        .map(Long::intValue)
        .ifPresent(max -> {
          probe(place, "largest", ShapeSamples.blob(max), List.of());
          var text =
              "Value 'java.nio.HeapByteBuffer[pos=0 lim=%d cap=%d]' at '%s'"
                  + FAILED
                  + "Member must have length less than or equal to %d";
          var violation = text.formatted(max + 1, max + 1, place.path, max);
          probe(place, "too large", ShapeSamples.blob(max + 1), List.of(violation));
        });
  }

  private void list(Shape.ListOf shape, Optional<JsonValue> base, Place place) {
    var element =
        base.flatMap(list -> ((JsonArray) list).elements().stream().findFirst())
            .orElseGet(() -> ShapeSamples.minimal(shape.member()));
    shape
        .length()
        .max()
        .map(Long::intValue)
        .ifPresent(max -> {
          probe(place, "longest", elements(shape, element, max), List.of());
          probeLength(shape, place, elements(shape, element, max + 1), max + 1);
        });
    shape
        .length()
        .min()
        .map(Long::intValue)
        .filter(min -> min > 0)
        .ifPresent(min -> {
          probe(place, "shortest", elements(shape, element, min), List.of());
          probeLength(shape, place, elements(shape, element, min - 1), min - 1);
        });
    switch (shape.member()) {
      case Shape.Text text ->
          texts(text)
              .forEach((what, value) -> {
                var array = new JsonArray(List.of(JsonValue.of(value)));
                var isValid = tails(text, value).isEmpty();
                var tail = "Member must satisfy constraint: " + all(text);
                var violations =
                    isValid ? List.<String>of() : List.of(shown(shape, array, place) + tail);
                probe(place, "element " + what, array, violations);
              });
      case Shape.Structure structure ->
          structure(
              structure,
              (JsonObject) element,
              place.then("1.member", member -> new JsonArray(List.of(member))));
      default -> {}
    }
  }

  /// So many elements like that one; those that have a name of their own, each under another name.
  private static JsonArray elements(Shape.ListOf shape, JsonValue element, int size) {
    var elements = new ArrayList<JsonValue>();
    for (int i = 0; i < size; i++) {
      elements.add(
          shape.member() instanceof Shape.Structure structure
              ? numbered(structure, (JsonObject) element, i)
              : element);
    }
    return new JsonArray(elements);
  }

  private static JsonObject numbered(Shape.Structure shape, JsonObject element, int number) {
    for (var name : NAMES) {
      var text = element.string(name);
      var member = shape.members().get(name);
      if (text.isPresent()
          && member != null
          && member.shape() instanceof Shape.Text(_, _, _, _, var values)
          && values.isEmpty()) {
        return with(element, name, JsonValue.of(text.get() + number));
      }
    }
    return element;
  }

  private void probeLength(Shape.ListOf shape, Place place, JsonArray value, int size) {
    var tails = lengthTails(shape.length(), size);
    probe(place, size + " elements", value, List.of(shown(shape, value, place) + tails.getFirst()));
  }

  private static String shown(Shape.ListOf shape, JsonArray value, Place place) {
    var elements =
        value.elements().stream()
            .map(e -> e instanceof JsonString(var s) ? s : shape.member().name());
    var isHidden = shape.sensitive() || shape.member().sensitive();
    return (isHidden ? "Value" : "Value '" + elements.toList() + "'")
        + " at '"
        + place.path
        + "'"
        + FAILED;
  }

  private void map(Shape.MapOf shape, Place place) {
    var value = shape.value() instanceof Shape.Text text ? ShapeSamples.text(text, 1) : "a";
    var keys = texts(shape.key());
    keys.values().removeIf(key -> key.length() > NAME_LENGTH_MAX);
    keys.forEach((what, key) -> {
      var tail = "Map keys must satisfy constraint: " + all(shape.key());
      var isValid = tails(shape.key(), key).isEmpty();
      entries(shape, place, "key " + what, Map.of(key, value), isValid ? "" : tail);
    });
    shape
        .length()
        .max()
        .map(Long::intValue)
        .filter(max -> areKeys(shape, entries(shape, max + 1, value).keySet()))
        .ifPresent(max -> {
          var tail = lengthTails(shape.length(), max + 1).getFirst();
          entries(shape, place, "fullest", entries(shape, max, value), "");
          entries(shape, place, "too full", entries(shape, max + 1, value), tail);
        });
    if (shape.value() instanceof Shape.Text text) {
      texts(text)
          .forEach((what, probed) -> {
            var tail = "Map value must satisfy constraint: " + all(text);
            var isValid = tails(text, probed).isEmpty();
            var entry = Map.of(ShapeSamples.text(shape.key(), 1), probed);
            entries(shape, place, "value " + what, entry, isValid ? "" : tail);
          });
    }
  }

  private static boolean areKeys(Shape.MapOf shape, Set<String> keys) {
    return keys.stream().allMatch(key -> tails(shape.key(), key).isEmpty());
  }

  private static Map<String, String> entries(Shape.MapOf shape, int size, String value) {
    var entries = new LinkedHashMap<String, String>();
    ShapeSamples.map(shape, size).members().keySet().forEach(key -> entries.put(key, value));
    return entries;
  }

  private void entries(
      Shape.MapOf shape, Place place, String what, Map<String, String> entries, String tail) {
    var isHidden = shape.sensitive() || shape.key().sensitive() || shape.value().sensitive();
    var shown = isHidden ? "Value" : "Value '" + entries + "'";
    var object = JsonValue.object();
    entries.forEach(object::put);
    var violation = shown + " at '" + place.path + "'" + FAILED + tail;
    probe(place, what, object.build(), tail.isEmpty() ? List.of() : List.of(violation));
  }

  private static JsonObject with(JsonObject object, String name, JsonValue value) {
    var members = new LinkedHashMap<>(object.members());
    members.put(name, value);
    return new JsonObject(members);
  }

  private static JsonObject without(JsonObject object, String name) {
    var members = new LinkedHashMap<>(object.members());
    members.remove(name);
    return new JsonObject(members);
  }
}
