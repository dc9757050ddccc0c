package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.AuthFlow;
import dev.gatehouse.pool.RefreshFault;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Store;
import dev.gatehouse.token.TokenIssuer.SigningPair;
import dev.gatehouse.usage.Grants;
import dev.gatehouse.users.UserRules;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetTokensFromRefreshTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetTokensFromRefreshTokenResponse;

/// `GetTokensFromRefreshToken`: new access and ID tokens, and where the client's are replaced a new
/// refresh token. Takes no signature: the refresh token is the proof, and the secret of a client
/// that has one. A client whose refresh tokens are not replaced must allow
/// `ALLOW_REFRESH_TOKEN_AUTH` (RT-16; that it counts here, and for a client with rotation does not,
/// is assumed). Devices are not remembered yet, so a `DeviceKey` is that of no device, and is
/// refused as §3.8 infers; `ClientMetadata` is for a trigger.
///
/// Source: API reference: GetTokensFromRefreshToken; behaviour reference users §5.2.
final class GetTokensFromRefreshToken
    implements Operation<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse> {
  private static final List<String> TRIGGERS =
      List.of("PreTokenGeneration", "PreTokenGenerationConfig");

  private final ClientProof clients;
  private final AuthOperations.Parts parts;
  private final Store store;
  private final Env env;

  GetTokensFromRefreshToken(ClientProof clients, AuthOperations.Parts parts, Store store, Env env) {
    this.clients = clients;
    this.parts = parts;
    this.store = store;
    this.env = env;
  }

  @Override
  public GetTokensFromRefreshTokenResponse run(
      GetTokensFromRefreshTokenRequest request, Caller caller) {
    var client = clients.require(request.clientId(), request.clientSecret(), caller.peer());
    RequestContext.currentNotes().grant(Grants.REFRESH_TOKEN);
    requireAllowed(client);
    requireNoTrigger(client.poolId());
    if (request.deviceKey() != null) {
      throw new RefusedException(new Refusal.RefreshTokenNotAccepted(RefreshFault.INVALID));
    }
    var refreshed = parts.refreshTokens().refresh(client, keys(client), request.refreshToken());
    RequestContext.currentNotes().issued();
    return GetTokensFromRefreshTokenResponse.builder()
        .authenticationResult(result ->
            result
                .accessToken(refreshed.tokens().access())
                .expiresIn((int) client.accessTokenTtl().toSeconds())
                .tokenType("Bearer")
                .refreshToken(refreshed.refreshToken().orElse(null))
                .idToken(refreshed.tokens().id()))
        .build();
  }

  private static void requireAllowed(AppClient client) {
    if (!client.refresh().rotates()
        && !AuthFlow.REFRESH_TOKEN_AUTH.isAllowedBy(client.authFlows())) {
      throw new ApiException(ApiError.FLOW_NOT_ALLOWED);
    }
  }

  /// What such a trigger would put into the tokens, nobody knows (AT-17, TK-54).
  private void requireNoTrigger(UserPoolId id) {
    UserRules pool = store.read(tx -> parts.rules().of(PoolScope.find(tx, id)));
    for (var trigger : TRIGGERS) {
      if (pool.triggers().contains(trigger)) {
        throw new ApiException(ApiError.NOT_BUILT, "The trigger " + trigger + " of the user pool");
      }
    }
  }

  private SigningPair keys(AppClient client) {
    var pool =
        parts
            .catalog()
            .pool(client.poolId())
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownPool(client.poolId())));
    return SigningPair.of(pool.keys(), env.now());
  }
}
