package dev.gatehouse.token;

import dev.gatehouse.pool.AppClient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The claims of a user's tokens (behaviour reference oauth §7.2, §7.3). The maps are HashMaps, and
/// claims are put into them in an order that settles those of one bucket: both are contract
/// (TC-01a).
///
/// @param issuer of the client's pool
record UserClaims(AppClient client, String issuer, SignedIn user, Instant now) {
  private static final Set<String> FLAGS = Set.of("email_verified", "phone_number_verified");

  /// Of an access token. It has no `version`, which only tokens of the OAuth endpoints have, and no
  /// attribute of the user.
  Map<String, Object> access(String jti) {
    var claims = subject();
    claims.put("token_use", "access");
    claims.put("scope", String.join(" ", user.scopes()));
    addSession(claims, client.accessTokenTtl(), jti);
    claims.put("client_id", client.id().value());
    claims.put("username", user.username());
    return claims;
  }

  /// Of an ID token: who the user is.
  Map<String, Object> id(String jti) {
    var claims = subject();
    claims.put("aud", client.id().value());
    claims.put("token_use", "id");
    addSession(claims, client.idTokenTtl(), jti);
    claims.put("cognito:username", user.username());
    if (!user.groups().roles().isEmpty()) {
      claims.put("cognito:roles", user.groups().roles());
    }
    user.groups().preferredRole().ifPresent(role -> claims.put("cognito:preferred_role", role));
    user.attributes().forEach((name, value) -> claims.put(name, typed(name, value)));
    return claims;
  }

  private Map<String, Object> subject() {
    var claims = new HashMap<String, Object>();
    claims.put("sub", user.sub());
    if (!user.groups().names().isEmpty()) {
      claims.put("cognito:groups", user.groups().names());
    }
    return claims;
  }

  private void addSession(Map<String, Object> claims, Duration ttl, String jti) {
    var session = user.session();
    claims.put("auth_time", session.authenticatedAt().getEpochSecond());
    claims.put("iss", issuer);
    claims.put("exp", now.getEpochSecond() + ttl.toSeconds());
    claims.put("iat", now.getEpochSecond());
    claims.put("event_id", session.eventId().toString());
    if (client.isRevocable()) { // TC-23
      claims.put("origin_jti", session.originJti().toString());
      claims.put("jti", jti);
    }
  }

  /// Flags are booleans, the time of the profile a number, an address an object; all else is text,
  /// also custom attributes of other types.
  private static Object typed(String name, String value) {
    if (FLAGS.contains(name)) {
      return Boolean.valueOf(value);
    }
    return switch (name) {
      case "updated_at" -> number(value);
      case "address" -> Map.of("formatted", value);
      default -> value;
    };
  }

  /// What cannot be a number stays text: a token must not fail for it (assumed).
  private static Object number(String value) {
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException notOne) {
      return value;
    }
  }
}
