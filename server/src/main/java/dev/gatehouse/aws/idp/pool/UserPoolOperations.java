package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.SigningKeys;
import dev.gatehouse.store.Store;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;

/// The operations of this package, for the dispatcher.
public final class UserPoolOperations {
  private UserPoolOperations() {}

  /// @param mintKeys makes the two signing keys of a new pool (WK-06); it may be slow, it is asked
  ///   outside of transactions
  /// @param devMode whether a caller can choose a pool's id
  public static List<OperationBinding> list(
      Store store,
      Env env,
      Sealer sealer,
      Function<UserPoolId, List<SigningKeys.Row>> mintKeys,
      boolean devMode) {
    var create = new CreateUserPool(store, env, mintKeys, new FixedIds(devMode));
    var list = new ListUserPools(store, new PageToken(sealer, "ListUserPools"));
    var operations =
        List.of(
            OperationBinding.of("CreateUserPool", CreateUserPoolRequest::builder, create),
            OperationBinding.of(
                "DescribeUserPool", DescribeUserPoolRequest::builder, new DescribeUserPool(store)),
            OperationBinding.of(
                "UpdateUserPool", UpdateUserPoolRequest::builder, new UpdateUserPool(store, env)),
            OperationBinding.of(
                "DeleteUserPool", DeleteUserPoolRequest::builder, new DeleteUserPool(store)),
            OperationBinding.of("ListUserPools", ListUserPoolsRequest::builder, list),
            OperationBinding.of(
                "AddCustomAttributes",
                AddCustomAttributesRequest::builder,
                new AddCustomAttributes(store, env)),
            OperationBinding.of(
                "GetUserPoolMfaConfig",
                GetUserPoolMfaConfigRequest::builder,
                new GetUserPoolMfaConfig(store)),
            OperationBinding.of(
                "SetUserPoolMfaConfig",
                SetUserPoolMfaConfigRequest::builder,
                new SetUserPoolMfaConfig(store, env)),
            OperationBinding.of("TagResource", TagResourceRequest::builder, new TagResource(store)),
            OperationBinding.of(
                "UntagResource", UntagResourceRequest::builder, new UntagResource(store)),
            OperationBinding.of(
                "ListTagsForResource",
                ListTagsForResourceRequest::builder,
                new ListTagsForResource(store)));
    return devMode
        ? operations.stream().map(operation -> operation.allowingFixedIdIn("PoolName")).toList()
        : operations;
  }
}
