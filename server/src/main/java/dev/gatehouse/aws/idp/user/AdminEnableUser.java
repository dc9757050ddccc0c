package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserResponse;

/// `AdminEnableUser`.
///
/// Source: API reference: AdminEnableUser; behaviour reference users §2.5.
final class AdminEnableUser implements Operation<AdminEnableUserRequest, AdminEnableUserResponse> {
  private final Store store;
  private final RuleBook rules;
  private final Env env;

  AdminEnableUser(Store store, RuleBook rules, Env env) {
    this.store = store;
    this.rules = rules;
    this.env = env;
  }

  @Override
  public AdminEnableUserResponse run(AdminEnableUserRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var now = env.now();
    store.write(tx -> {
      var user = Directory.lock(tx, rules.of(PoolScope.find(tx, id)), request.username());
      tx.users().update(user.withEnabled(true).next(now));
      return id;
    });
    return AdminEnableUserResponse.builder().build();
  }
}
