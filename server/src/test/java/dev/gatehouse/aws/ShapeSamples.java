package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Values that satisfy the constraints of a shape, of a chosen size.
final class ShapeSamples {
  /// What a text must begin with to match a pattern; filled up with `a` it still does.
  private static final Map<String, String> PREFIXES =
      Map.of(
          "[\\w-]+_[0-9a-zA-Z]+", "us-east-1_a",
          "[\\w-]+_[0-9a-f-]+", "us-east-1_a",
          "import-[0-9a-zA-Z-]+", "import-a",
          ".*\\{####\\}.*", "{####}",
          "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+@[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", "a@a",
          "^(terms-of-use|privacy-policy)$", "terms-of-use");

  private static final List<String> FURTHER_PREFIXES =
      List.of(
          "",
          "a",
          "aaa",
          "0",
          "{####}",
          "{####}aa",
          "{##a##}",
          "arn:aws:lambda:us-east-1:000000000000:function:a",
          "arn:aws:iam::000000000000:role/a",
          "arn:aws:s3:::a",
          "cognito:default",
          "01234567-89ab-4def-89ab-0123456789ab");

  private ShapeSamples() {}

  /// The smallest valid value: of a structure only what is required.
  static JsonValue minimal(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> JsonValue.of(text(text, text.length().min().orElse(0L).intValue()));
      case Shape.Numeric number -> JsonValue.of(number.range().min().orElse(0L));
      case Shape.Blob _ -> JsonValue.of("");
      case Shape.Bool _ -> JsonValue.of(false);
      case Shape.Timestamp _ -> JsonValue.of(0);
      case Shape.Anything _ -> JsonValue.object().build();
      case Shape.ListOf list -> list(list, list.length().min().orElse(0L).intValue());
      case Shape.MapOf map -> map(map, map.length().min().orElse(0L).intValue());
      case Shape.Structure structure -> structure(structure, false);
    };
  }

  /// A valid value with every member there is and one element in every list.
  static JsonValue full(Shape shape) {
    return switch (shape) {
      case Shape.ListOf list -> new JsonArray(List.of(full(list.member())));
      case Shape.MapOf map -> JsonValue.object().put(text(map.key(), 1), full(map.value())).build();
      case Shape.Structure structure -> structure(structure, true);
      case Shape.Timestamp _ -> new JsonValue.JsonNumber(new BigDecimal("1527786443.052"));
      case Shape.Bool _ -> JsonValue.of(true);
      case Shape.Blob _ -> JsonValue.of("AAEC");
      case Shape.Anything _ ->
          JsonValue.object()
              .put("a", JsonValue.of(List.of("b")))
              .put("n", new JsonValue.JsonNumber(new BigDecimal("1.5")))
              .put("t", true)
              .build();
      case Shape.Text _, Shape.Numeric _ -> minimal(shape);
    };
  }

  private static JsonObject structure(Shape.Structure structure, boolean all) {
    var members = new LinkedHashMap<String, JsonValue>();
    for (var member : structure.members().values()) {
      if (all || member.required()) {
        members.put(member.wireName(), all ? full(member.shape()) : minimal(member.shape()));
      }
    }
    return new JsonObject(members);
  }

  static JsonArray list(Shape.ListOf list, int size) {
    return new JsonArray(Collections.nCopies(size, minimal(list.member())));
  }

  static JsonObject map(Shape.MapOf map, int size) {
    var members = new LinkedHashMap<String, JsonValue>();
    for (int i = 0; i < size; i++) {
      members.put(text(map.key(), 1) + "x".repeat(i), minimal(map.value()));
    }
    return new JsonObject(members);
  }

  static JsonValue blob(int size) {
    return JsonValue.of(Base64.getEncoder().encodeToString(new byte[size]));
  }

  /// A text that matches the pattern and is of that length, or as near above it as one can be.
  static String text(Shape.Text shape, int length) {
    if (!shape.values().isEmpty()) {
      return shape.values().getFirst();
    }
    if (shape.pattern().isEmpty()) {
      return "a".repeat(length);
    }
    var published = shape.pattern().get().published();
    var pattern = Pattern.compile(published);
    var prefixes = new ArrayList<String>();
    if (shape.name().equals("RedirectUrlType")) {
      prefixes.add("https://a");
    }
    Optional.ofNullable(PREFIXES.get(published)).ifPresent(prefixes::add);
    prefixes.addAll(FURTHER_PREFIXES);
    for (var prefix : prefixes) {
      var text = prefix + "a".repeat(Math.max(0, length - prefix.length()));
      if (pattern.matcher(text).matches()) {
        return text;
      }
    }
    for (var digits : List.of("1".repeat(length), "a".repeat(length + 1), "1")) {
      if (pattern.matcher(digits).matches()) {
        return digits;
      }
    }
    throw new IllegalStateException("no sample for " + published);
  }
}
