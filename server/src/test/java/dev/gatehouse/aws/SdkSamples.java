package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TraitType;

/// JSON for a class of the SDK, every member set, by the fields that it lists.
final class SdkSamples {
  private static final int YEARS_OF_MILLIS = 2_000_000_000;

  private final RandomGenerator random;

  SdkSamples(RandomGenerator random) {
    this.random = random;
  }

  JsonObject json(SdkPojo example) {
    var members = new LinkedHashMap<String, JsonValue>();
    for (var field : example.sdkFields()) {
      members.put(field.locationName(), value(field));
    }
    return new JsonObject(members);
  }

  private JsonValue value(SdkField<?> field) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> JsonValue.of("té\"xt-" + random.nextInt(1000));
      case BOOLEAN -> JsonValue.of(random.nextBoolean());
      case INTEGER, SHORT, BYTE -> JsonValue.of(random.nextInt(128));
      case LONG -> JsonValue.of(random.nextLong());
      case DOUBLE, FLOAT, BIG_DECIMAL -> new JsonNumber(new BigDecimal("0.5"));
      case INSTANT -> new JsonNumber(time());
      case SDK_BYTES -> JsonValue.of(Base64.getEncoder().encodeToString(bytes()));
      case LIST -> {
        var member = field.getTrait(ListTrait.class, TraitType.LIST_TRAIT).memberFieldInfo();
        yield new JsonArray(List.of(value(member), value(member)));
      }
      case MAP -> {
        var entry = field.getTrait(MapTrait.class, TraitType.MAP_TRAIT).valueFieldInfo();
        yield JsonValue.object().put("a", value(entry)).put("b", value(entry)).build();
      }
      case SDK_POJO -> json(field.constructor().get());
      case DOCUMENT -> document();
      case NULL -> throw new IllegalStateException("no shape has a member of type null");
    };
  }

  private BigDecimal time() {
    var seconds = BigDecimal.valueOf(random.nextInt(YEARS_OF_MILLIS) * 1000L + 52, 3);
    return seconds.stripTrailingZeros();
  }

  private byte[] bytes() {
    var bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private JsonValue document() {
    return JsonValue.object()
        .put("text", "x" + random.nextInt(10))
        .put("number", random.nextInt())
        .put("null", JsonValue.NULL)
        .put("list", new JsonArray(List.of(JsonValue.of(true), JsonValue.of("a"))))
        .put("object", JsonValue.object().put("n", new JsonNumber(new BigDecimal("1.5"))).build())
        .build();
  }
}
