package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import dev.gatehouse.token.SignOut;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutResponse;

/// `AdminUserGlobalSignOut`: an administrator ends all sign-ins of a user.
///
/// Source: API reference: AdminUserGlobalSignOut; behaviour reference users §5.3.
final class AdminUserGlobalSignOut
    implements Operation<AdminUserGlobalSignOutRequest, AdminUserGlobalSignOutResponse> {
  private final Store store;
  private final RuleBook rules;
  private final Env env;

  AdminUserGlobalSignOut(Store store, RuleBook rules, Env env) {
    this.store = store;
    this.rules = rules;
    this.env = env;
  }

  @Override
  public AdminUserGlobalSignOutResponse run(AdminUserGlobalSignOutRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var now = env.now();
    store.write(tx -> {
      var user = Directory.lock(tx, rules.of(PoolScope.find(tx, id)), request.username());
      SignOut.everywhere(tx, id, user.sub(), now);
      return id;
    });
    return AdminUserGlobalSignOutResponse.builder().build();
  }
}
