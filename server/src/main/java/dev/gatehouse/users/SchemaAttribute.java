package dev.gatehouse.users;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.AttributeFormats;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/// One attribute of a pool's schema (§2.6).
///
/// @param name with its prefix: `custom:team`
/// @param min of a text its length, of a number its value
record SchemaAttribute(
    String name,
    Type type,
    boolean mutable,
    boolean required,
    Optional<BigDecimal> min,
    Optional<BigDecimal> max) {
  /// `AttributeDataType`.
  enum Type {
    STRING,
    NUMBER,
    DATETIME,
    BOOLEAN
  }

  /// Of any value (§2.6, §10).
  private static final int LENGTH_MAX = 2048;

  static SchemaAttribute read(JsonObject attribute) {
    var type =
        Type.valueOf(
            attribute.string("AttributeDataType").orElse("String").toUpperCase(Locale.ROOT));
    var texts = attribute.object("StringAttributeConstraints");
    var numbers = attribute.object("NumberAttributeConstraints");
    return new SchemaAttribute(
        attribute.string("Name").orElseThrow(),
        type,
        attribute.bool("Mutable").orElse(false),
        attribute.bool("Required").orElse(false),
        type == Type.STRING ? limit(texts, "MinLength") : limit(numbers, "MinValue"),
        type == Type.STRING ? limit(texts, "MaxLength") : limit(numbers, "MaxValue"));
  }

  private static Optional<BigDecimal> limit(Optional<JsonObject> constraints, String name) {
    return constraints.flatMap(all -> all.string(name)).map(BigDecimal::new);
  }

  /// Requires a value of the attribute's type and within its limits, and says how it is stored: a
  /// flag in lower case, everything else as it was sent.
  ///
  /// @throws RefusedException when it is not
  String accept(String value) {
    switch (type) {
      case STRING -> requireText(value);
      case NUMBER -> requireWithin(AttributeFormats.requireNumber(name, value));
      case DATETIME -> requireDate(value);
      case BOOLEAN -> {
        return flag(value);
      }
    }
    return value;
  }

  private void requireText(String value) {
    switch (name) {
      case "email" -> AttributeFormats.requireEmail(value);
      case "phone_number" -> AttributeFormats.requirePhoneNumber(value);
      default -> {}
    }
    AttributeFormats.requireLength(
        name,
        value,
        min.map(BigDecimal::intValue).orElse(0),
        max.map(BigDecimal::intValue).orElse(LENGTH_MAX));
  }

  private void requireWithin(BigDecimal value) {
    if (min.isPresent() && value.compareTo(min.get()) < 0) {
      throw new RefusedException(new Refusal.AttributeTooSmall(name, min.get()));
    }
    if (max.isPresent() && value.compareTo(max.get()) > 0) {
      throw new RefusedException(new Refusal.AttributeTooLarge(name, max.get()));
    }
  }

  /// A date, or a date with time and offset, in ISO 8601 (*assumed*; the service documents the type
  /// alone).
  private void requireDate(String value) {
    try {
      if (value.indexOf('T') < 0) {
        LocalDate.parse(value);
      } else {
        OffsetDateTime.parse(value);
      }
    } catch (DateTimeException notOne) {
      throw new RefusedException(new Refusal.AttributeNotADate(name));
    }
  }

  /// Compared without case (§2.4).
  private String flag(String value) {
    var folded = value.toLowerCase(Locale.ROOT);
    if (!folded.equals("true") && !folded.equals("false")) {
      throw new RefusedException(new Refusal.AttributeNotABoolean(name));
    }
    return folded;
  }
}
