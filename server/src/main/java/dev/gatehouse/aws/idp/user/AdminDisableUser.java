package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import dev.gatehouse.token.SignOut;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserResponse;

/// `AdminDisableUser`: the user cannot sign in, and what he signed in with before is refused.
///
/// Source: API reference: AdminDisableUser; behaviour reference users §2.5, §5.3.
final class AdminDisableUser
    implements Operation<AdminDisableUserRequest, AdminDisableUserResponse> {
  private final Store store;
  private final RuleBook rules;
  private final Env env;

  AdminDisableUser(Store store, RuleBook rules, Env env) {
    this.store = store;
    this.rules = rules;
    this.env = env;
  }

  @Override
  public AdminDisableUserResponse run(AdminDisableUserRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var now = env.now();
    store.write(tx -> {
      var user = Directory.lock(tx, rules.of(PoolScope.find(tx, id)), request.username());
      tx.users().update(user.withEnabled(false).next(now));
      SignOut.everywhere(tx, id, user.sub(), now);
      return id;
    });
    return AdminDisableUserResponse.builder().build();
  }
}
