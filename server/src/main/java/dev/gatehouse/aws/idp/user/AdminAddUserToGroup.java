package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Store;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupResponse;

/// `AdminAddUserToGroup`: nothing happens when he is in it. Answers with an empty body.
///
/// Source: API reference: AdminAddUserToGroup; behaviour reference users §1.3, §6.1, §10.
final class AdminAddUserToGroup
    implements Operation<AdminAddUserToGroupRequest, AdminAddUserToGroupResponse> {
  private final Store store;
  private final RuleBook rules;

  AdminAddUserToGroup(Store store, RuleBook rules) {
    this.store = store;
    this.rules = rules;
  }

  @Override
  public AdminAddUserToGroupResponse run(AdminAddUserToGroupRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    store.write(tx -> {
      var user = Directory.require(tx, rules.of(PoolScope.find(tx, id)), request.username());
      tx.groupMembers().add(id, request.groupName(), user.sub());
      return id;
    });
    return AdminAddUserToGroupResponse.builder().build();
  }
}
