package dev.gatehouse.oauth;

import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Form;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.token.Issuer;
import dev.gatehouse.token.TokenIssuer;
import java.util.List;
import java.util.SequencedSet;

/// The client-credentials grant: a confidential client asks for a token of its own (RFC 6749 §4.4).
/// Issues an access token only (§4.4.3). `resource` has no effect here (TK-29).
final class ClientCredentialsGrant {
  private static final int SCOPES_MAX = 50; // AC-35: no client has more.
  private static final int METADATA_LENGTH_MAX = 32_768;

  private final TokenIssuer tokenIssuer;
  private final Issuer issuer;
  private final Env env;

  ClientCredentialsGrant(TokenIssuer tokenIssuer, Issuer issuer, Env env) {
    this.tokenIssuer = tokenIssuer;
    this.issuer = issuer;
    this.env = env;
  }

  /// The scopes to grant (TK-24, TK-25, TK-28).
  ///
  /// @throws RefusedException with `ScopeNotAllowed`
  static SequencedSet<String> decideScopes(AppClient client, PoolEntry pool, Form form) {
    var requested =
        ClientAuthenticator.present(form, "scope")
            .map(ClientCredentialsGrant::split)
            .orElse(List.of());
    return client.grantScopes(requested, pool.scopes());
  }

  /// RFC 6749 §3.3: one blank between two scopes. Of more scopes than a client can have, the rest
  /// stays one text, which is no scope (TE-14).
  private static List<String> split(String scope) {
    return List.of(scope.split(" ", SCOPES_MAX + 1));
  }

  /// Refuses client metadata that is no JSON object of strings, or too long (TK-30, TE-29). It is
  /// for a trigger that this server does not call, and is otherwise ignored.
  ///
  /// @throws RefusedException with `Malformed`
  static void checkMetadata(Form form) {
    var metadata = form.first("aws_client_metadata");
    if (metadata.isPresent() && !isObjectOfStrings(metadata.get())) {
      throw new RefusedException(
          new Refusal.Malformed("aws_client_metadata is no JSON object of strings"));
    }
  }

  private static boolean isObjectOfStrings(String text) {
    try {
      return text.length() <= METADATA_LENGTH_MAX
          && Json.parse(text) instanceof JsonObject(var members)
          && members.values().stream().allMatch(JsonString.class::isInstance);
    } catch (MalformedJsonException malformed) {
      return false;
    }
  }

  /// A new token (TK-31).
  String issue(AppClient client, PoolEntry pool, SequencedSet<String> scopes) {
    var key = pool.keys().signing(KeyUse.ACCESS, env.clock().instant());
    return tokenIssuer.machineToken(client, issuer.of(pool.id()), key, scopes);
  }
}
