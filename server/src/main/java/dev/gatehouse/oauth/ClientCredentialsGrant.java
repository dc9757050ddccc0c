package dev.gatehouse.oauth;

import dev.gatehouse.env.Env;
import dev.gatehouse.http.Form;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonString;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.pool.GrantType;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.token.Issuer;
import dev.gatehouse.token.TokenIssuer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;

/// The client-credentials grant: a confidential client asks for a token of its own (RFC 6749 §4.4).
/// Issues an access token only; a refresh token SHOULD NOT be included (§4.4.3). `resource` has no
/// effect on it (TK-29), nor has any other parameter (TK-26).
final class ClientCredentialsGrant implements Grant {
  /// More than the 50 scopes that a client can have (AC-35) cannot all be right.
  private static final int SCOPES_MAX = 100;

  private static final int METADATA_MAX = 8_192;

  private final TokenIssuer tokens;
  private final Issuer issuer;
  private final Env env;

  ClientCredentialsGrant(TokenIssuer tokens, Issuer issuer, Env env) {
    this.tokens = tokens;
    this.issuer = issuer;
    this.env = env;
  }

  @Override
  public String name() {
    return "client_credentials";
  }

  @Override
  public GrantType type() {
    return GrantType.CLIENT_CREDENTIALS;
  }

  @Override
  public SequencedSet<String> decideScopes(ClientAuthenticator.Authenticated client, Form form) {
    form.first("aws_client_metadata").ifPresent(ClientCredentialsGrant::requireMetadata);
    var app = client.client().client();
    var requested = split(form.first("scope").orElse(""));
    if (requested.size() > SCOPES_MAX) {
      throw new RefusedException(new Refusal.ScopeNotAllowed(app.id()));
    }
    return app.grantScopes(requested, client.pool().scopes());
  }

  /// The answer in the order of the service, without `scope` (TK-22, TK-23):
  ///
  /// ```json
  /// {"access_token":"eyJr…","expires_in":3600,"token_type":"Bearer"}
  /// ```
  @Override
  public byte[] exchange(ClientAuthenticator.Authenticated client, SequencedSet<String> scopes) {
    var app = client.client().client();
    var key = client.pool().keys().signing(KeyUse.ACCESS, env.clock().instant());
    var token = tokens.machineToken(app, issuer.of(app.poolId()), key, scopes);
    return ("{\"access_token\":\""
            + token
            + "\",\"expires_in\":"
            + app.accessTokenTtl().toSeconds()
            + ",\"token_type\":\"Bearer\"}")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Scopes are separated by blanks and by nothing else (RFC 6749 §3.3): whatever else a text has
  /// is part of a scope, which then no client has (TE-14).
  private static List<String> split(String scope) {
    var scopes = new ArrayList<String>();
    int start = 0;
    while (start < scope.length() && scopes.size() <= SCOPES_MAX) {
      int end = scope.indexOf(' ', start);
      end = end < 0 ? scope.length() : end;
      if (end > start) {
        scopes.add(scope.substring(start, end));
      }
      start = end + 1;
    }
    return scopes;
  }

  /// TK-30: a JSON object of strings for a trigger that pools cannot have yet, so it is checked and
  /// then ignored, as the service does without that trigger (TE-29).
  private static void requireMetadata(String text) {
    try {
      if (text.length() > METADATA_MAX
          || !Json.parseObject(text).members().values().stream()
              .allMatch(value -> value instanceof JsonString)) {
        throw new RefusedException(new Refusal.Malformed("aws_client_metadata"));
      }
    } catch (MalformedJsonException notJson) {
      throw new RefusedException(new Refusal.Malformed("aws_client_metadata"));
    }
  }
}
