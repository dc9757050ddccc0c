package dev.gatehouse.admin;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;

/// Members of this API's requests and answers.
final class Members {
  private static final int MILLIS_DIGITS = 3;

  private Members() {}

  /// The text of a member that the constraint table requires.
  static String required(JsonObject request, String name) {
    return request
        .string(name)
        .orElseThrow(() -> new IllegalArgumentException(name + " passed the constraints"));
  }

  /// An instant as the API's dates: seconds since 1970 with milliseconds (GEN-09).
  static JsonValue date(Instant instant) {
    return new JsonNumber(BigDecimal.valueOf(instant.toEpochMilli(), MILLIS_DIGITS));
  }
}
