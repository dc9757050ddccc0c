package dev.gatehouse.users;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.PasswordPolicy;
import dev.gatehouse.store.UserPools;
import java.time.Duration;

/// What a pool's document says of passwords: `Policies.PasswordPolicy` (§2.10), complete since the
/// pool was made.
public final class PasswordPolicies {
  private static final int LENGTH_MIN = 8;
  private static final int TEMPORARY_DAYS = 7;

  private PasswordPolicies() {}

  /// The policy of a pool.
  public static PasswordPolicy of(UserPools.Row pool) {
    return read(Json.parseObject(pool.document()));
  }

  static PasswordPolicy read(JsonObject document) {
    var policy = policy(document);
    return new PasswordPolicy(
        number(policy, "MinimumLength", LENGTH_MIN),
        policy.bool("RequireUppercase").orElse(false),
        policy.bool("RequireLowercase").orElse(false),
        policy.bool("RequireNumbers").orElse(false),
        policy.bool("RequireSymbols").orElse(false));
  }

  /// `PasswordHistorySize`: how many of a user's last passwords are refused, his own included.
  static int history(JsonObject document) {
    return number(policy(document), "PasswordHistorySize", 0);
  }

  /// `TemporaryPasswordValidityDays`; 0 means the default (§2.4).
  static Duration temporaryValidity(JsonObject document) {
    int days = number(policy(document), "TemporaryPasswordValidityDays", TEMPORARY_DAYS);
    return Duration.ofDays(days == 0 ? TEMPORARY_DAYS : days);
  }

  private static JsonObject policy(JsonObject document) {
    return document
        .object("Policies")
        .flatMap(policies -> policies.object("PasswordPolicy"))
        .orElseGet(() -> JsonValue.object().build());
  }

  private static int number(JsonObject policy, String name, int otherwise) {
    return policy.number(name).map(Number::intValue).orElse(otherwise);
  }
}
