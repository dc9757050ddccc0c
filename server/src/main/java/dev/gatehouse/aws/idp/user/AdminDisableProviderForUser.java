package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.LinkedIdentity;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableProviderForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableProviderForUserResponse;

/// `AdminDisableProviderForUser`: somebody at an identity provider is a user no longer. To take his
/// password from a local user is not built.
///
/// Source: API reference: AdminDisableProviderForUser; behaviour reference users §6.6. That there
/// is no such user when nobody is linked is assumed.
final class AdminDisableProviderForUser
    implements Operation<AdminDisableProviderForUserRequest, AdminDisableProviderForUserResponse> {
  private final Store store;
  private final Env env;

  AdminDisableProviderForUser(Store store, Env env) {
    this.store = store;
    this.env = env;
  }

  @Override
  public AdminDisableProviderForUserResponse run(
      AdminDisableProviderForUserRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var now = env.now();
    store.write(tx -> {
      PoolScope.find(tx, id);
      var identity = identity(request);
      var user =
          tx.userIdentities()
              .find(id, identity)
              .flatMap(row -> tx.users().lock(id, row.sub()))
              .orElseThrow(() -> new RefusedException(new Refusal.UnknownUser(identity.subject())));
      tx.userIdentities().delete(id, identity);
      ProviderLinks.show(tx, user, now);
      return id;
    });
    return AdminDisableProviderForUserResponse.builder().build();
  }

  private static LinkedIdentity identity(AdminDisableProviderForUserRequest request) {
    var identity = ProviderLinks.identity(request.user(), "User");
    if (identity.provider().equals(ProviderLinks.OWN)) {
      throw new ApiException(
          ApiError.NOT_BUILT, "AdminDisableProviderForUser of a user with a password");
    }
    return identity;
  }
}
