package dev.gatehouse.oauth;

import dev.gatehouse.pool.Refusal;
import java.nio.charset.StandardCharsets;

/// An error answer of the token endpoint (RFC 6749 §5.2): `{"error":"invalid_client"}`, without a
/// description, so that nothing of the request comes back (TE-22).
///
/// @param status 400 for all of RFC 6749's errors, where the RFC asks for 401 on `invalid_client`:
///   that is what the service answers (behaviour reference TK-42)
/// @param code empty for an answer without a body
record OAuthError(int status, String code) {
  /// The database or the change feed is away (RL-62).
  static final OAuthError UNAVAILABLE = new OAuthError(503, "temporarily_unavailable");

  /// The domain's refusals in the words of OAuth. An unknown client and a wrong secret are the same
  /// answer (TE-02).
  static OAuthError of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Malformed _ -> badRequest("invalid_request"); // TK-43
      case Refusal.UnknownClient _, Refusal.WrongSecret _, Refusal.UnknownPool _ ->
          badRequest("invalid_client"); // TK-42
      case Refusal.UnknownGrant _ -> badRequest("unsupported_grant_type"); // TK-44
      // RFC 6749 §5.2 would say unauthorized_client; the service says invalid_grant (TK-27).
      case Refusal.GrantNotAllowed _ -> badRequest("invalid_grant");
      case Refusal.ScopeNotAllowed _ -> badRequest("invalid_scope"); // TK-47
      case Refusal.TooManyWrongSecrets _, Refusal.TooManyRequests _ ->
          new OAuthError(429, ""); // TK-48, TE-24
      case Refusal.UnknownResourceServer _,
          Refusal.ResourceServerExists _,
          Refusal.DomainTaken _,
          Refusal.UnknownDomain _,
          Refusal.Conflict _,
          Refusal.IdTaken _,
          Refusal.UnknownAccessKey _,
          Refusal.UnknownSecretId _,
          Refusal.UnknownSigningKey _,
          Refusal.NotBuilt _,
          Refusal.OfAdministrator _,
          Refusal.OfUser _ ->
          throw new IllegalStateException("no token request can meet " + refusal);
    };
  }

  /// The body; empty when there is no code.
  byte[] body() {
    var text = code.isEmpty() ? "" : "{\"error\":\"" + code + "\"}";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static OAuthError badRequest(String code) {
    return new OAuthError(400, code);
  }
}
