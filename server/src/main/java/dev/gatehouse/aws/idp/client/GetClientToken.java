package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.idp.client.AppClientOperations.Tokens;
import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.ClientSecret;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.usage.Grants;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetClientTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetClientTokenResponse;

/// `GetClientToken`: the machine token of the client-credentials grant without the OAuth endpoint,
/// therefore without a domain, for clients whose one flow is `ALLOW_CLIENT_TOKEN_AUTH`. Takes no
/// signature: the client's secret is the proof. An unknown client and a wrong secret are answered
/// alike, after the same work. Scopes as at the token endpoint (TK-24, TK-25, TK-28); which error a
/// scope or a flow that the client may not use has here is not known and assumed. `ClientMetadata`
/// is for a trigger that this server does not call, and is ignored as without one (TK-30).
///
/// Source: behaviour reference AC-48.
final class GetClientToken implements Operation<GetClientTokenRequest, GetClientTokenResponse> {
  private static final Set<String> FLOW = Set.of("ALLOW_CLIENT_TOKEN_AUTH");

  private final Tokens tokens;
  private final Lookups catalog;
  private final Env env;

  GetClientToken(Tokens tokens, Env env) {
    this.tokens = tokens;
    this.catalog = tokens.catalog();
    this.env = env;
  }

  @Override
  public GetClientTokenResponse run(GetClientTokenRequest request, Caller caller) {
    var client = authenticate(request, caller.peer());
    if (!client.authFlows().equals(FLOW)) {
      throw new ApiException(ApiError.FLOW_NOT_ALLOWED);
    }
    var pool = catalog.pool(client.poolId()).orElseThrow(GetClientToken::wrong);
    var scopes = client.grantScopes(request.scopes(), pool.scopes());
    tokens.requestRate().take(client.id());
    var key = pool.keys().signing(KeyUse.ACCESS, env.now());
    var token =
        tokens.tokenIssuer().machineToken(client, tokens.issuer().of(pool.id()), key, scopes);
    RequestContext.currentNotes().issued();
    return GetClientTokenResponse.builder()
        .clientAuthenticationResult(result ->
            result
                .accessToken(token)
                .expiresIn((int) client.accessTokenTtl().toSeconds())
                .tokenType("Bearer"))
        .build();
  }

  private AppClient authenticate(GetClientTokenRequest request, String peer) {
    var id = ClientId.parse(request.clientId()).orElseThrow(GetClientToken::wrong);
    tokens.wrongSecrets().requireRoom(id, peer);
    var entry = catalog.client(id);
    entry.ifPresent(ClientEntry::note);
    RequestContext.currentNotes().grant(Grants.CLIENT_CREDENTIALS);
    var secrets = entry.map(ClientEntry::secrets).orElse(List.of());
    var isProved = ClientSecret.isOneOf(secrets, request.secret());
    if (entry.isEmpty() || !isProved) {
      tokens.wrongSecrets().note(id, peer);
      throw wrong();
    }
    return entry.get().client();
  }

  private static ApiException wrong() {
    return new ApiException(ApiError.WRONG_CLIENT_SECRET);
  }
}
