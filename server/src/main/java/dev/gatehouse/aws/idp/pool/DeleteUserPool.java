package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Removals;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;

/// `DeleteUserPool`: the pool and all that belongs to it. However many users it has, no transaction
/// is long; what this call does not get done, the clean-up does. Answers with an empty body
/// (UP-34).
///
/// Source: API reference: DeleteUserPool; behaviour reference UP-32 to UP-34.
final class DeleteUserPool implements Operation<DeleteUserPoolRequest, DeleteUserPoolResponse> {
  private final Store store;
  private final Removals removals;

  DeleteUserPool(Store store) {
    this.store = store;
    removals = new Removals(store);
  }

  @Override
  public DeleteUserPoolResponse run(DeleteUserPoolRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    store.write(tx -> {
      requireDeletable(tx, id);
      tx.userPools().remove(id);
      return id;
    });
    removals.purgePool(id);
    return DeleteUserPoolResponse.builder().build();
  }

  private static void requireDeletable(WriteTx tx, UserPoolId id) {
    var pool = StoredPool.of(PoolScope.lock(tx, id));
    if (pool.settings().deletionProtection() == DeletionProtectionType.ACTIVE) {
      throw new ApiException(ApiError.POOL_PROTECTED);
    }
    if (!tx.domains().list(id).isEmpty()) {
      throw new ApiException(ApiError.POOL_HAS_DOMAIN);
    }
  }
}
