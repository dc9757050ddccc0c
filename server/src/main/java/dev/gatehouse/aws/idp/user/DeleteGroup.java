package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Removals;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupResponse;

/// `DeleteGroup`: its users stay. However many it has, no transaction is long; what this call does
/// not get done, the clean-up does. Answers with an empty body.
///
/// Source: API reference: DeleteGroup; behaviour reference users §1.3, §6.1.
final class DeleteGroup implements Operation<DeleteGroupRequest, DeleteGroupResponse> {
  private final Store store;
  private final Removals removals;

  DeleteGroup(Store store) {
    this.store = store;
    removals = new Removals(store);
  }

  @Override
  public DeleteGroupResponse run(DeleteGroupRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    store.write(tx -> {
      PoolScope.find(tx, id);
      tx.groups().remove(id, request.groupName());
      return id;
    });
    removals.purgeGroups(id);
    return DeleteGroupResponse.builder().build();
  }
}
