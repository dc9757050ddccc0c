package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Store;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRemoveUserFromGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRemoveUserFromGroupResponse;

/// `AdminRemoveUserFromGroup`: nothing happens when he is not in it. Answers with an empty body.
///
/// Source: API reference: AdminRemoveUserFromGroup; behaviour reference users §1.3, §6.1.
final class AdminRemoveUserFromGroup
    implements Operation<AdminRemoveUserFromGroupRequest, AdminRemoveUserFromGroupResponse> {
  private final Store store;
  private final RuleBook rules;

  AdminRemoveUserFromGroup(Store store, RuleBook rules) {
    this.store = store;
    this.rules = rules;
  }

  @Override
  public AdminRemoveUserFromGroupResponse run(
      AdminRemoveUserFromGroupRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    store.write(tx -> {
      var user = Directory.require(tx, rules.of(PoolScope.find(tx, id)), request.username());
      StoredGroup.require(tx, id, request.groupName());
      tx.groupMembers().remove(id, request.groupName(), user.sub());
      return id;
    });
    return AdminRemoveUserFromGroupResponse.builder().build();
  }
}
