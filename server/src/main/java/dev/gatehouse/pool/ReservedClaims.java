package dev.gatehouse.pool;

import java.util.Set;

/// Claims that only Gatehouse itself sets (behaviour reference PT-09, plus what TC-M2M fixes).
public final class ReservedClaims {
  private static final Set<String> NAMES =
      Set.of(
          "acr",
          "amr",
          "at_hash",
          "aud",
          "auth_time",
          "azp",
          "client_id",
          "cnf",
          "device_key",
          "event_id",
          "exp",
          "iat",
          "identities",
          "iss",
          "jti",
          "nbf",
          "nonce",
          "origin_jti",
          "scope",
          "sub",
          "token_use",
          "username",
          "version");

  private ReservedClaims() {}

  /// Whether no configuration may set a claim of that name. Everything that begins with `cognito:`
  /// or `dev:` is reserved too.
  public static boolean contains(String name) {
    return NAMES.contains(name) || name.startsWith("cognito:") || name.startsWith("dev:");
  }
}
