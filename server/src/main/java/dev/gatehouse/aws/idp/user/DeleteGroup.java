package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupResponse;

/// `DeleteGroup`: its users stay. Answers with an empty body.
///
/// Source: API reference: DeleteGroup; behaviour reference users §1.3, §6.1.
final class DeleteGroup implements Operation<DeleteGroupRequest, DeleteGroupResponse> {
  private final Store store;

  DeleteGroup(Store store) {
    this.store = store;
  }

  @Override
  public DeleteGroupResponse run(DeleteGroupRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    store.write(tx -> {
      PoolScope.find(tx, id);
      tx.groups().delete(id, request.groupName());
      return id;
    });
    return DeleteGroupResponse.builder().build();
  }
}
