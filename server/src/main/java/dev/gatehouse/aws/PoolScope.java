package dev.gatehouse.aws;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.WriteTx;

/// Which pools a caller can see: those of the Region of its signature (design D18). Every other id
/// is answered as a pool that does not exist (GEN-07), whatever its shape (AP-16).
public final class PoolScope {
  private PoolScope() {}

  /// The id that `poolId` spells, in the Region of `caller`. Says nothing of whether it exists.
  ///
  /// @throws ApiException `POOL_NOT_FOUND` when no pool of that Region can have such an id
  public static UserPoolId require(Caller caller, String poolId) {
    return UserPoolId.parse(poolId)
        .filter(id -> id.region().equals(caller.region()))
        .orElseThrow(() -> new ApiException(ApiError.POOL_NOT_FOUND, poolId));
  }

  /// The pool as stored.
  ///
  /// @throws ApiException `POOL_NOT_FOUND` when there is none
  public static UserPools.Row find(ReadTx tx, UserPoolId id) {
    return tx.userPools().find(id).orElseThrow(() -> notFound(id));
  }

  /// The pool as stored, held until the end of the transaction ([UserPools.Writes#lock]).
  ///
  /// @throws ApiException `POOL_NOT_FOUND` when there is none
  public static UserPools.Row lock(WriteTx tx, UserPoolId id) {
    return tx.userPools().lock(id).orElseThrow(() -> notFound(id));
  }

  private static ApiException notFound(UserPoolId id) {
    return new ApiException(ApiError.POOL_NOT_FOUND, id.value());
  }
}
