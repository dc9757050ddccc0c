package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonBoolean;
import dev.gatehouse.json.JsonValue.JsonNull;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// Turns JSON into the AWS SDK's own classes and back, by the fields they list themselves: no
/// reflection, no code for a single shape (design D5). Timestamps are seconds since the epoch with
/// up to three decimals (GEN-09, users §1.3); members that are not set are left out.
public final class SdkCodec {
  /// The year 9999, the last that the SDK can print.
  private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(253_402_300_799L);

  private SdkCodec() {}

  /// The object that `json` spells. Members that the shape does not have are ignored (AP-09); a
  /// `null` counts as absent.
  ///
  /// @param builder a fresh builder of the SDK's class, for instance `UserPoolType.builder()`
  /// @throws ApiException `SERIALIZATION` when a member has the wrong JSON type
  public static <T> T decode(JsonObject json, SdkBuilder<?, T> builder) {
    fill(json, (SdkPojo) builder);
    return builder.build();
  }

  /// The members of `pojo` that are set, in the SDK's order.
  public static JsonObject encode(SdkPojo pojo) {
    var members = new LinkedHashMap<String, JsonValue>();
    for (var field : pojo.sdkFields()) {
      var value = field.getValueOrDefault(pojo);
      if (value != null
          && !(value instanceof SdkAutoConstructList)
          && !(value instanceof SdkAutoConstructMap)) {
        members.put(field.locationName(), write(value));
      }
    }
    return new JsonObject(members);
  }

  private static void fill(JsonObject json, SdkPojo builder) {
    var fields = builder.sdkFieldNameToField();
    json.members()
        .forEach((name, value) -> {
          var field = fields.get(name);
          if (field != null && !(value instanceof JsonNull)) {
            field.set(builder, read(value, field));
          }
        });
  }

  private static Object read(JsonValue value, SdkField<?> field) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> string(value);
      case BOOLEAN -> bool(value);
      case INTEGER -> (int) whole(value, "Integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> whole(value, "Long", Long.MIN_VALUE, Long.MAX_VALUE);
      case SHORT -> (short) whole(value, "Short", Short.MIN_VALUE, Short.MAX_VALUE);
      case BYTE -> (byte) whole(value, "Byte", Byte.MIN_VALUE, Byte.MAX_VALUE);
      case DOUBLE -> number(value, "Double").doubleValue();
      case FLOAT -> number(value, "Float").floatValue();
      case BIG_DECIMAL -> number(value, "BigDecimal");
      case INSTANT -> instant(value);
      case SDK_BYTES -> bytes(value);
      case LIST -> list(value, field);
      case MAP -> map(value, field);
      case SDK_POJO -> structure(value, field);
      case DOCUMENT -> document(value);
      case NULL -> throw new IllegalStateException("no shape has a member of type null");
    };
  }

  private static String string(JsonValue value) {
    if (value instanceof JsonString(var text)) {
      return text;
    }
    throw WrongType.of(value, "String");
  }

  private static boolean bool(JsonValue value) {
    if (value instanceof JsonBoolean(var bool)) {
      return bool;
    }
    throw WrongType.of(value, "Boolean");
  }

  private static BigDecimal number(JsonValue value, String type) {
    if (value instanceof JsonNumber(var number)) {
      return number;
    }
    throw WrongType.of(value, type);
  }

  private static long whole(JsonValue value, String type, long min, long max) {
    try {
      var whole = number(value, type).longValueExact();
      if (whole >= min && whole <= max) {
        return whole;
      }
    } catch (ArithmeticException fractionOrTooLarge) {
      // Refused below, as what is out of the type's range.
    }
    throw WrongType.of(value, type);
  }

  private static Instant instant(JsonValue value) {
    var seconds = number(value, "Timestamp");
    if (seconds.abs().compareTo(SECONDS_MAX) > 0) {
      throw WrongType.of(value, "Timestamp");
    }
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }

  private static SdkBytes bytes(JsonValue value) {
    try {
      return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(string(value)));
    } catch (IllegalArgumentException notBase64) {
      throw WrongType.of(value, "Blob");
    }
  }

  private static List<Object> list(JsonValue value, SdkField<?> field) {
    if (!(value instanceof JsonArray(var elements))) {
      throw WrongType.of(value, "List");
    }
    var member = field.getTrait(ListTrait.class, TraitType.LIST_TRAIT).memberFieldInfo();
    var list = new ArrayList<>(elements.size());
    for (var element : elements) {
      list.add(read(element, member));
    }
    return list;
  }

  private static Map<String, Object> map(JsonValue value, SdkField<?> field) {
    if (!(value instanceof JsonObject(var members))) {
      throw WrongType.of(value, "Map");
    }
    var entry = field.getTrait(MapTrait.class, TraitType.MAP_TRAIT).valueFieldInfo();
    var map = new LinkedHashMap<String, Object>();
    members.forEach((name, member) -> map.put(name, read(member, entry)));
    return map;
  }

  private static Object structure(JsonValue value, SdkField<?> field) {
    if (!(value instanceof JsonObject json)) {
      throw WrongType.of(value, "Structure");
    }
    var builder = field.constructor().get();
    fill(json, builder);
    return ((Buildable) builder).build();
  }

  private static Document document(JsonValue value) {
    return switch (value) {
      case JsonString(var text) -> Document.fromString(text);
      case JsonBoolean(var bool) -> Document.fromBoolean(bool);
      case JsonNumber(var number) -> Document.fromNumber(number);
      case JsonNull() -> Document.fromNull();
      case JsonArray(var elements) ->
          Document.fromList(elements.stream().map(SdkCodec::document).toList());
      case JsonObject(var members) -> {
        var map = new LinkedHashMap<String, Document>();
        members.forEach((name, member) -> map.put(name, document(member)));
        yield Document.fromMap(map);
      }
    };
  }

  private static JsonValue write(Object value) {
    return switch (value) {
      case String text -> JsonValue.of(text);
      case Boolean bool -> JsonValue.of(bool);
      case Integer number -> JsonValue.of(number);
      case Long number -> JsonValue.of(number);
      case Double number -> new JsonNumber(BigDecimal.valueOf(number));
      case Float number -> new JsonNumber(new BigDecimal(number.toString()));
      case BigDecimal number -> new JsonNumber(number);
      case Instant time -> new JsonNumber(seconds(time));
      case SdkBytes bytes ->
          JsonValue.of(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      case SdkPojo pojo -> encode(pojo);
      case List<?> list -> new JsonArray(list.stream().map(SdkCodec::write).toList());
      case Map<?, ?> map -> {
        var members = new LinkedHashMap<String, JsonValue>();
        map.forEach((name, member) -> members.put((String) name, write(member)));
        yield new JsonObject(members);
      }
      case Document document -> write(document);
      default -> throw new IllegalStateException("no JSON form of " + value.getClass());
    };
  }

  private static JsonValue write(Document document) {
    if (document.isNull()) {
      return JsonValue.NULL;
    }
    if (document.isBoolean()) {
      return JsonValue.of(document.asBoolean());
    }
    if (document.isNumber()) {
      return new JsonNumber(document.asNumber().bigDecimalValue());
    }
    if (document.isString()) {
      return JsonValue.of(document.asString());
    }
    if (document.isList()) {
      return new JsonArray(document.asList().stream().map(SdkCodec::write).toList());
    }
    var members = new LinkedHashMap<String, JsonValue>();
    document.asMap().forEach((name, member) -> members.put(name, write(member)));
    return new JsonObject(members);
  }

  /// Up to three decimals, trailing zeros dropped, never an exponent (users §1.3).
  private static BigDecimal seconds(Instant time) {
    var exact = BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }
}
