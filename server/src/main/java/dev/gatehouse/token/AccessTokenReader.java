package dev.gatehouse.token;

import dev.gatehouse.env.Env;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.TokenFault;
import dev.gatehouse.pool.UserPoolId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads the access tokens that users present (users §5.1). Only what this server issues is
/// accepted: signed with RS256 by a published key of the pool that the token names, in one spelling
/// (JW-01 to JW-12, JW-19). A header says nothing but which key; whatever else stands there makes
/// the token another's. Thread-safe.
public final class AccessTokenReader {
  /// A user in a hundred groups with the longest names has a token of 20,000 characters (JW-18).
  private static final int LENGTH_MAX = 32_768;

  private static final int PARTS = 3;

  /// Between the clocks of two nodes.
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final Issuer issuer;
  private final Function<UserPoolId, Optional<KeyRing>> keys;
  private final Env env;

  /// @param keys of a pool; empty where there is none
  public AccessTokenReader(Issuer issuer, Function<UserPoolId, Optional<KeyRing>> keys, Env env) {
    this.issuer = issuer;
    this.keys = keys;
    this.env = env;
  }

  /// Who presents `token`, for an operation that asks for `scope`.
  ///
  /// @throws RefusedException with `TokenNotAccepted`
  public UserAccess read(String token, String scope) {
    var parts = parts(token);
    var header = object(parts[0]);
    var claims = object(parts[1]);
    var pool = pool(claims);
    requireSignature(pool, header, token, parts);
    var access = access(pool, claims);
    requireTime(claims);
    if (!access.scopes().contains(scope)) {
      throw refused(TokenFault.WITHOUT_SCOPE);
    }
    return access;
  }

  private static String[] parts(String token) {
    if (token.length() > LENGTH_MAX) {
      throw refused(TokenFault.INVALID);
    }
    var parts = token.split("\\.", PARTS + 1);
    if (parts.length != PARTS) {
      throw refused(TokenFault.INVALID);
    }
    return parts;
  }

  private static JsonObject object(String part) {
    try {
      return Json.parseObject(CanonicalBase64.decode(part));
    } catch (MalformedJsonException | IllegalArgumentException malformed) {
      throw refused(TokenFault.INVALID);
    }
  }

  private UserPoolId pool(JsonObject claims) {
    var named = claims.string("iss").orElse("");
    return UserPoolId.parse(named.substring(named.lastIndexOf('/') + 1))
        .filter(id -> issuer.of(id).equals(named))
        .orElseThrow(() -> refused(TokenFault.INVALID));
  }

  private void requireSignature(UserPoolId pool, JsonObject header, String token, String[] parts) {
    if (!header.members().keySet().equals(Set.of("kid", "alg"))
        || !header.string("alg").equals(Optional.of("RS256"))) {
      throw refused(TokenFault.INVALID);
    }
    var key =
        keys.apply(pool)
            .flatMap(
                ring -> ring.verifying(KeyUse.ACCESS, header.string("kid").orElse(""), env.now()))
            .orElseThrow(() -> refused(TokenFault.INVALID));
    var signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    if (!key.verifies(signed, signature(parts[2]))) {
      throw refused(TokenFault.WRONG_SIGNATURE);
    }
  }

  private static byte[] signature(String part) {
    try {
      return CanonicalBase64.decode(part);
    } catch (IllegalArgumentException malformed) {
      throw refused(TokenFault.INVALID);
    }
  }

  /// A machine's token has no user; an ID token is not for operations (JW-11, JW-15).
  private static UserAccess access(UserPoolId pool, JsonObject claims) {
    if (!claims.string("token_use").equals(Optional.of("access"))) {
      throw refused(TokenFault.INVALID);
    }
    return new UserAccess(
        pool,
        ClientId.parse(text(claims, "client_id")).orElseThrow(() -> refused(TokenFault.INVALID)),
        text(claims, "sub"),
        text(claims, "username"),
        claims.string("origin_jti"),
        Set.copyOf(List.of(claims.string("scope").orElse("").split(" ", -1))),
        second(claims, "iat"));
  }

  private void requireTime(JsonObject claims) {
    var now = env.now();
    if (!second(claims, "exp").isAfter(now)) {
      throw refused(TokenFault.EXPIRED);
    }
    if (second(claims, "iat").isAfter(now.plus(SKEW))) {
      throw refused(TokenFault.INVALID);
    }
  }

  private static String text(JsonObject claims, String name) {
    return claims.string(name).orElseThrow(() -> refused(TokenFault.INVALID));
  }

  private static Instant second(JsonObject claims, String name) {
    try {
      return Instant.ofEpochSecond(claims.number(name).orElseThrow().longValueExact());
    } catch (RuntimeException notOne) {
      throw refused(TokenFault.INVALID);
    }
  }

  private static RefusedException refused(TokenFault fault) {
    return new RefusedException(new Refusal.TokenNotAccepted(fault));
  }
}
