package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NumberAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StringAttributeConstraintsType;

/// The range of an attribute's values. Its numbers are strings on the wire, for instance
/// `"StringAttributeConstraints":{"MinLength":"0","MaxLength":"2048"}`.
final class AttributeConstraints {
  private static final int LENGTH_MAX = 2048;
  private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

  private AttributeConstraints() {}

  /// Gives `attribute` those constraints of `wanted` that fit the type; others count for nothing.
  static void apply(
      SchemaAttributeType wanted, AttributeDataType type, SchemaAttributeType.Builder attribute) {
    var strings = wanted.stringAttributeConstraints();
    if (type == AttributeDataType.STRING && strings != null) {
      attribute.stringAttributeConstraints(strings);
    }
    var numbers = wanted.numberAttributeConstraints();
    if (type == AttributeDataType.NUMBER && numbers != null) {
      attribute.numberAttributeConstraints(numbers);
    }
  }

  /// Like [#apply]; where the request says nothing, empty ones (UP-11).
  static void applyOrEmpty(
      SchemaAttributeType wanted, AttributeDataType type, SchemaAttributeType.Builder attribute) {
    if (type == AttributeDataType.STRING) {
      attribute.stringAttributeConstraints(StringAttributeConstraintsType.builder().build());
    } else if (type == AttributeDataType.NUMBER) {
      attribute.numberAttributeConstraints(NumberAttributeConstraintsType.builder().build());
    }
    apply(wanted, type, attribute);
  }

  /// `attribute` itself, when its constraints make sense.
  static SchemaAttributeType require(SchemaAttributeType attribute) {
    var name = attribute.name();
    var strings = attribute.stringAttributeConstraints();
    if (strings != null) {
      var least = bound(name, strings.minLength(), LENGTH);
      var most = bound(name, strings.maxLength(), LENGTH);
      if (most.filter(limit -> limit.intValue() > LENGTH_MAX).isPresent()) {
        throw new ApiException(ApiError.ATTRIBUTE_TOO_LONG, name);
      }
      requireOrder(least, most, ApiError.ATTRIBUTE_LENGTHS, name);
    }
    var numbers = attribute.numberAttributeConstraints();
    if (numbers != null) {
      requireOrder(
          bound(name, numbers.minValue(), NUMBER),
          bound(name, numbers.maxValue(), NUMBER),
          ApiError.ATTRIBUTE_VALUES,
          name);
    }
    return attribute;
  }

  private static void requireOrder(
      Optional<BigDecimal> least, Optional<BigDecimal> most, ApiError error, String name) {
    if (least.isPresent() && most.isPresent() && most.get().compareTo(least.get()) < 0) {
      throw new ApiException(error, name);
    }
  }

  private static Optional<BigDecimal> bound(String name, String text, Pattern shape) {
    if (text == null) {
      return Optional.empty();
    }
    if (!shape.matcher(text).matches()) {
      throw new ApiException(ApiError.ATTRIBUTE_CONSTRAINT, name);
    }
    return Optional.of(new BigDecimal(text));
  }
}
