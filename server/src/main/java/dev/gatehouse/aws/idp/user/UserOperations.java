package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;

/// The operations of this package, for the dispatcher.
public final class UserOperations {
  private UserOperations() {}

  /// @param sealer seals page tokens
  public static List<OperationBinding> list(Store store, Env env, Sealer sealer) {
    var list = new ListGroups(store, new PageToken(sealer, "ListGroups"));
    return List.of(
        OperationBinding.of(
            "CreateGroup", CreateGroupRequest::builder, new CreateGroup(store, env)),
        OperationBinding.of("GetGroup", GetGroupRequest::builder, new GetGroup(store)),
        OperationBinding.of(
            "UpdateGroup", UpdateGroupRequest::builder, new UpdateGroup(store, env)),
        OperationBinding.of("DeleteGroup", DeleteGroupRequest::builder, new DeleteGroup(store)),
        OperationBinding.of("ListGroups", ListGroupsRequest::builder, list));
  }
}
