package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;

/// `AdminGetUser`. MFA settings are absent: nobody has any yet.
///
/// Source: API reference: AdminGetUser; behaviour reference users §1.7, §2.8.
final class AdminGetUser implements Operation<AdminGetUserRequest, AdminGetUserResponse> {
  private final Store store;
  private final RuleBook rules;

  AdminGetUser(Store store, RuleBook rules) {
    this.store = store;
    this.rules = rules;
  }

  @Override
  public AdminGetUserResponse run(AdminGetUserRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    Users.Row user =
        store.read(
            tx -> Directory.require(tx, rules.of(PoolScope.find(tx, id)), request.username()));
    return AdminGetUserResponse.builder()
        .username(user.username().value())
        .userAttributes(UserView.attributes(user, _ -> true))
        .userCreateDate(user.createdAt())
        .userLastModifiedDate(user.lastModifiedAt())
        .enabled(user.enabled())
        .userStatus(user.status().name())
        .build();
  }
}
