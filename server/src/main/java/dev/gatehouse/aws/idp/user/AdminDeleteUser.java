package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Store;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserResponse;

/// `AdminDeleteUser`: the user with his names, groups and linked identities, so that another one of
/// the same name inherits nothing (AT-15). Answers with an empty body.
///
/// Source: API reference: AdminDeleteUser; behaviour reference users §1.3, §2.5.
final class AdminDeleteUser implements Operation<AdminDeleteUserRequest, AdminDeleteUserResponse> {
  private final Store store;
  private final RuleBook rules;

  AdminDeleteUser(Store store, RuleBook rules) {
    this.store = store;
    this.rules = rules;
  }

  @Override
  public AdminDeleteUserResponse run(AdminDeleteUserRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    store.write(tx -> {
      var user = Directory.lock(tx, rules.of(PoolScope.find(tx, id)), request.username());
      tx.users().delete(id, user.sub());
      return id;
    });
    return AdminDeleteUserResponse.builder().build();
  }
}
