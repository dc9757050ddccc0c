package dev.gatehouse.catalog;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonBoolean;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.GrantType;
import dev.gatehouse.pool.MachineAttributes;
import dev.gatehouse.pool.RefreshPolicy;
import dev.gatehouse.pool.SignInPolicy;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.ResourceServers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads the API's stored documents into the small records that behaviour uses.
final class Documents {
  private static final Duration TOKEN_TTL = Duration.ofHours(1); // AC-11

  private Documents() {}

  /// The client of a row.
  ///
  /// @param confidential whether it has a secret
  static AppClient client(AppClients.Row row, boolean confidential) {
    var document = Json.parseObject(row.document());
    var grants = new HashSet<GrantType>();
    document
        .strings("AllowedOAuthFlows")
        .forEach(flow -> GrantType.ofFlow(flow).ifPresent(grants::add));
    return new AppClient(
        row.id(),
        row.poolId(),
        confidential,
        document.bool("AllowedOAuthFlowsUserPoolClient").orElse(false),
        grants,
        new TreeSet<>(document.strings("AllowedOAuthScopes")),
        Set.copyOf(document.strings("ExplicitAuthFlows")),
        tokenTtl(document, "Access"),
        tokenTtl(document, "Id"),
        document.bool("EnableTokenRevocation").orElse(false),
        signIn(document),
        new RefreshPolicy(refreshTtl(document), retryGrace(document)),
        Set.copyOf(document.strings("ReadAttributes")),
        row.attributes().map(Documents::attributes).orElse(MachineAttributes.NONE));
  }

  /// The full names of the scopes that a resource server defines (RS-04).
  static List<String> scopes(ResourceServers.Row row) {
    var document = Json.parseObject(row.document());
    if (!(document.member("Scopes").orElse(JsonValue.NULL) instanceof JsonArray(var scopes))) {
      return List.of();
    }
    return scopes.stream()
        .map(scope -> ((JsonObject) scope).string("ScopeName").orElseThrow())
        .map(name -> row.identifier() + "/" + name)
        .toList();
  }

  /// Of `Access` or `Id` tokens. AC-11: hours unless `TokenValidityUnits` says otherwise, one hour
  /// when nothing is set.
  private static Duration tokenTtl(JsonObject document, String kind) {
    var validity = document.number(kind + "TokenValidity");
    if (validity.isEmpty()) {
      return TOKEN_TTL;
    }
    return duration(validity.get().longValueExact(), unit(document, kind).orElse("hours"));
  }

  /// AC-11: days unless `TokenValidityUnits` says otherwise, 30 days when nothing is set or 0.
  private static Duration refreshTtl(JsonObject document) {
    var amount = document.number("RefreshTokenValidity").map(BigDecimal::longValueExact).orElse(0L);
    return amount == 0
        ? RefreshPolicy.DEFAULT.ttl()
        : duration(amount, unit(document, "Refresh").orElse("days"));
  }

  private static SignInPolicy signIn(JsonObject document) {
    return new SignInPolicy(
        document
            .number("AuthSessionValidity")
            .map(minutes -> Duration.ofMinutes(minutes.longValueExact()))
            .orElse(SignInPolicy.DEFAULT.sessionTtl()),
        document.string("PreventUserExistenceErrors").equals(Optional.of("ENABLED")));
  }

  private static Optional<Duration> retryGrace(JsonObject document) {
    return document
        .object("RefreshTokenRotation")
        .filter(rotation -> rotation.string("Feature").equals(Optional.of("ENABLED")))
        .map(rotation ->
            Duration.ofSeconds(
                rotation
                    .number("RetryGracePeriodSeconds")
                    .map(BigDecimal::longValueExact)
                    .orElse(0L)));
  }

  private static Optional<String> unit(JsonObject document, String kind) {
    return document.object("TokenValidityUnits").flatMap(units -> units.string(kind + "Token"));
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "seconds" -> Duration.ofSeconds(amount);
      case "minutes" -> Duration.ofMinutes(amount);
      case "days" -> Duration.ofDays(amount);
      default -> Duration.ofHours(amount);
    };
  }

  private static MachineAttributes attributes(String text) {
    var document = Json.parseObject(text);
    var claims = new LinkedHashMap<String, Object>();
    document
        .object("Claims")
        .ifPresent(all -> all.members().forEach((name, value) -> claims.put(name, claim(value))));
    return new MachineAttributes(claims, document.strings("Audience"));
  }

  private static Object claim(JsonValue value) {
    return switch (value) {
      case JsonString(var text) -> text;
      case JsonNumber(var number) -> number(number);
      case JsonBoolean(var bool) -> bool;
      case JsonArray(var elements) ->
          elements.stream().map(element -> ((JsonString) element).value()).toList();
      case JsonObject _, JsonValue.JsonNull _ ->
          throw new IllegalStateException("no claim has such a value");
    };
  }

  private static Number number(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException notWhole) {
      return number;
    }
  }
}
