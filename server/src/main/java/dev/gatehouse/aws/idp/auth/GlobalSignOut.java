package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import dev.gatehouse.token.AccessTokenReader;
import dev.gatehouse.token.SignOut;
import dev.gatehouse.token.SignedIn;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutResponse;

/// `GlobalSignOut`: a user ends all his sign-ins. Takes no signature: an access token is the proof.
///
/// Source: API reference: GlobalSignOut; behaviour reference users §5.1, §5.3.
final class GlobalSignOut implements Operation<GlobalSignOutRequest, GlobalSignOutResponse> {
  private final Store store;
  private final AccessTokenReader tokens;
  private final Env env;

  GlobalSignOut(Store store, AccessTokenReader tokens, Env env) {
    this.store = store;
    this.tokens = tokens;
    this.env = env;
  }

  @Override
  public GlobalSignOutResponse run(GlobalSignOutRequest request, Caller caller) {
    var access = tokens.read(request.accessToken(), SignedIn.API_SCOPE);
    var now = env.now();
    store.write(tx -> {
      var user = access.requireGood(tx);
      SignOut.everywhere(tx, user.poolId(), user.sub(), now);
      return user;
    });
    return GlobalSignOutResponse.builder().build();
  }
}
