package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupResponse;

/// `GetGroup`. Source: API reference: GetGroup; behaviour reference users §1.7, §6.1.
final class GetGroup implements Operation<GetGroupRequest, GetGroupResponse> {
  private final Store store;

  GetGroup(Store store) {
    this.store = store;
  }

  @Override
  public GetGroupResponse run(GetGroupRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    StoredGroup group =
        store.read(tx -> {
          PoolScope.find(tx, id);
          return StoredGroup.require(tx, id, request.groupName());
        });
    return GetGroupResponse.builder().group(group.describe()).build();
  }
}
