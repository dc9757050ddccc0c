package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.UserError;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.token.RefreshTokens;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenResponse;

/// `RevokeToken`: ends a sign-in with all its tokens. Takes no signature. An unknown client and a
/// wrong secret are answered alike, and so is another client's token (assumed).
///
/// Source: API reference: RevokeToken; behaviour reference users §5.3, oauth TK-60, RV-04.
final class RevokeToken implements Operation<RevokeTokenRequest, RevokeTokenResponse> {
  private final ClientProof clients;
  private final RefreshTokens refreshTokens;

  RevokeToken(ClientProof clients, RefreshTokens refreshTokens) {
    this.clients = clients;
    this.refreshTokens = refreshTokens;
  }

  @Override
  public RevokeTokenResponse run(RevokeTokenRequest request, Caller caller) {
    refreshTokens.revoke(client(request, caller), request.token());
    return RevokeTokenResponse.builder().build();
  }

  private AppClient client(RevokeTokenRequest request, Caller caller) {
    try {
      return clients.require(request.clientId(), request.clientSecret(), caller.peer());
    } catch (RefusedException refused) {
      throw switch (refused.refusal()) {
        case Refusal.UnknownClient _, Refusal.WrongSecret _, Refusal.TooManyWrongSecrets _ ->
            new ApiException(UserError.REVOCATION_UNAUTHORIZED);
        default -> refused;
      };
    }
  }
}
