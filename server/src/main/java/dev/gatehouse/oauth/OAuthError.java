package dev.gatehouse.oauth;

import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Response;
import dev.gatehouse.pool.Refusal;
import java.nio.charset.StandardCharsets;

/// An error answer of the token endpoint (RFC 6749 §5.2): `{"error":"invalid_client"}`, without a
/// description. Every status is 400, where the RFC asks for 401 on `invalid_client`: that is what
/// the service answers (behaviour reference TK-42).
enum OAuthError {
  INVALID_REQUEST("invalid_request"),
  INVALID_CLIENT("invalid_client"),
  INVALID_GRANT("invalid_grant"),
  INVALID_SCOPE("invalid_scope"),
  UNSUPPORTED_GRANT_TYPE("unsupported_grant_type"),
  /// TK-48: status 429.
  SLOW_DOWN("slow_down");

  private final byte[] body;

  OAuthError(String code) {
    body = ("{\"error\":\"" + code + "\"}").getBytes(StandardCharsets.US_ASCII);
  }

  static OAuthError of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Malformed _ -> INVALID_REQUEST;
      case Refusal.UnknownClient _, Refusal.WrongSecret _, Refusal.UnknownPool _ -> INVALID_CLIENT;
      case Refusal.UnknownGrant _ -> UNSUPPORTED_GRANT_TYPE;
      case Refusal.GrantNotAllowed _ ->
          INVALID_GRANT; // TK-27, where the RFC says unauthorized_client
      case Refusal.ScopeNotAllowed _ -> INVALID_SCOPE;
      case Refusal.TooManyWrongSecrets _ -> SLOW_DOWN;
      case Refusal.UnknownResourceServer _,
          Refusal.ResourceServerExists _,
          Refusal.DomainTaken _,
          Refusal.UnknownDomain _,
          Refusal.Conflict _,
          Refusal.IdTaken _,
          Refusal.UnknownAccessKey _,
          Refusal.UnknownSecretId _,
          Refusal.UnknownSigningKey _ ->
          throw new IllegalStateException("no refusal of a token request: " + refusal);
    };
  }

  /// @param headers of every answer of the endpoint
  Response toResponse(Headers headers) {
    return this == SLOW_DOWN
        ? new Response(429, headers.with("Retry-After", "60"), body)
        : new Response(400, headers, body);
  }
}
