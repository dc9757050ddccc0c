package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.TokenFault;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/// `GetUser`: the user whose token it is, as far as the token's client may see him (AT-05). MFA
/// settings are absent: nobody has any yet.
///
/// Source: API reference: GetUser; behaviour reference users §2.6, §2.8, §5.1.
final class GetUser implements Operation<GetUserRequest, GetUserResponse> {
  private final Store store;
  private final TokenUsers users;
  private final Lookups catalog;

  GetUser(Store store, TokenUsers users, Lookups catalog) {
    this.store = store;
    this.users = users;
    this.catalog = catalog;
  }

  @Override
  public GetUserResponse run(GetUserRequest request, Caller caller) {
    var access = users.read(request.accessToken());
    Users.Row user = store.read(access::requireGood);
    var client =
        catalog
            .client(access.clientId())
            .orElseThrow(
                () -> new RefusedException(new Refusal.TokenNotAccepted(TokenFault.REVOKED)))
            .client();
    return GetUserResponse.builder()
        .username(user.username().value())
        .userAttributes(
            UserView.attributes(user, name -> name.equals("sub") || client.mayRead(name)))
        .build();
  }
}
