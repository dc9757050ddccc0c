package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.users.PasswordResets;
import dev.gatehouse.users.RuleBook;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminResetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminResetUserPasswordResponse;

/// `AdminResetUserPassword`: the user's password holds no more, and he is sent a code to choose
/// another one. `ClientMetadata` is for triggers alone.
///
/// Source: API reference: AdminResetUserPassword; behaviour reference users §2.5, §2.11.
final class AdminResetUserPassword
    implements Operation<AdminResetUserPasswordRequest, AdminResetUserPasswordResponse> {
  private final Store store;
  private final RuleBook rules;
  private final PasswordResets resets;

  AdminResetUserPassword(Store store, RuleBook rules, PasswordResets resets) {
    this.store = store;
    this.rules = rules;
    this.resets = resets;
  }

  @Override
  public AdminResetUserPasswordResponse run(AdminResetUserPasswordRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    UserPools.Row pool = store.read(tx -> PoolScope.find(tx, id));
    resets.require(pool, rules.of(pool), request.username());
    return AdminResetUserPasswordResponse.builder().build();
  }
}
