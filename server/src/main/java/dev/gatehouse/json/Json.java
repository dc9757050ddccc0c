package dev.gatehouse.json;

import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonBoolean;
import dev.gatehouse.json.JsonValue.JsonNull;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// Reads and writes JSON texts (RFC 8259).
public final class Json {
  private static final int NESTING_MAX = 64;
  private static final int STRING_LENGTH_MAX = 2_000_000;
  private static final int NUMBER_LENGTH_MAX = 64;
  private static final int NAME_LENGTH_MAX = 2_048;
  private static final long TOKENS_MAX = 200_000;

  /// Names with equal hashes are sorted into trees: slower, so that their number is bounded
  /// (HT-14).
  private static final int MEMBERS_MAX = 10_000;

  /// Bounds the power of ten: expanding `1e1000000000` would cost memory without limit.
  private static final int EXPONENT_MAX = 400;

  private static final int REPLACEMENT = 0xFFFD;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING_MAX)
                  .maxStringLength(STRING_LENGTH_MAX)
                  .maxNumberLength(NUMBER_LENGTH_MAX)
                  .maxNameLength(NAME_LENGTH_MAX)
                  .maxTokenCount(TOKENS_MAX)
                  .build())
          .build();

  private Json() {}

  /// The value that `text` (UTF-8, nothing else) spells.
  ///
  /// @throws MalformedJsonException when it is not one JSON value, has a member twice, spells a
  ///   lone surrogate, which no other text could hold (RFC 8259 §8.2, AP-04), or exceeds a limit
  public static JsonValue parse(byte[] text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), Utf8.decode(text))) {
      if (parser.nextToken() == null) {
        throw new MalformedJsonException("The text is empty");
      }
      var value = read(parser);
      if (parser.nextToken() != null) {
        throw new MalformedJsonException("There is text after the value");
      }
      return value;
    } catch (JacksonException malformed) {
      throw new MalformedJsonException("The text is not well-formed JSON");
    }
  }

  /// The value that `text` spells.
  ///
  /// @throws MalformedJsonException as [#parse(byte\[\])]
  public static JsonValue parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The object that `text` spells.
  ///
  /// @throws MalformedJsonException also when it is another kind of value
  public static JsonObject parseObject(byte[] text) {
    if (parse(text) instanceof JsonObject object) {
      return object;
    }
    throw new MalformedJsonException("The text is not a JSON object");
  }

  /// The object that `text` spells.
  ///
  /// @throws MalformedJsonException also when it is another kind of value
  public static JsonObject parseObject(String text) {
    return parseObject(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The compact text of `value` in UTF-8, which [#parse(byte\[\])] takes: half of a surrogate pair
  /// becomes U+FFFD, or what was cut badly could be stored and never be read again.
  public static byte[] write(JsonValue value) {
    var out = new ByteArrayOutputStream(256);
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(generator, value);
    } catch (JacksonIOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return out.toByteArray();
  }

  /// The compact text of `value`.
  public static String text(JsonValue value) {
    return new String(write(value), StandardCharsets.UTF_8);
  }

  private static JsonValue read(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> new JsonString(requireWellFormed(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> readNumber(parser);
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> JsonValue.NULL;
      default -> throw new MalformedJsonException("The text is not well-formed JSON");
    };
  }

  private static JsonObject readObject(JsonParser parser) {
    var members = new LinkedHashMap<String, JsonValue>();
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      if (members.size() == MEMBERS_MAX) {
        throw new MalformedJsonException("An object has too many members");
      }
      parser.nextToken();
      members.put(requireWellFormed(name), read(parser));
    }
    return new JsonObject(members);
  }

  private static String requireWellFormed(String text) {
    if (!isWellFormed(text)) {
      throw new MalformedJsonException("A string has half of a surrogate pair");
    }
    return text;
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        i++;
        if (Character.isLowSurrogate(c)
            || i == text.length()
            || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private static String repaired(String text) {
    return text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static JsonArray readArray(JsonParser parser) {
    var elements = new ArrayList<JsonValue>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(parser));
    }
    return new JsonArray(elements);
  }

  private static JsonNumber readNumber(JsonParser parser) {
    var number = decimal(parser);
    if (Math.abs((long) number.precision() - number.scale()) > EXPONENT_MAX) {
      throw new MalformedJsonException("A number is too large");
    }
    return new JsonNumber(number);
  }

  /// Some exponents no `BigDecimal` can have, and the parser says so in another way than of all
  /// else.
  private static BigDecimal decimal(JsonParser parser) {
    try {
      return parser.getDecimalValue();
    } catch (NumberFormatException exponent) {
      throw new MalformedJsonException("A number is too large");
    }
  }

  private static void write(JsonGenerator generator, JsonValue value) {
    switch (value) {
      case JsonObject(var members) -> {
        generator.writeStartObject();
        members.forEach((name, member) -> {
          generator.writeName(isWellFormed(name) ? name : repaired(name));
          write(generator, member);
        });
        generator.writeEndObject();
      }
      case JsonArray(var elements) -> {
        generator.writeStartArray();
        elements.forEach(element -> write(generator, element));
        generator.writeEndArray();
      }
      case JsonString(var text) ->
          generator.writeString(isWellFormed(text) ? text : repaired(text));
      case JsonNumber(var number) -> generator.writeNumber(number);
      case JsonBoolean(var bool) -> generator.writeBoolean(bool);
      case JsonNull() -> generator.writeNull();
    }
  }
}
