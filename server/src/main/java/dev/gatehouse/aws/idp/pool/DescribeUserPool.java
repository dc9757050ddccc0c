package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.pool.UserEstimate;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// `DescribeUserPool`. How many users the pool has it says to those who sign their calls, and
/// nothing else says it to anybody (EN-12).
///
/// Source: API reference: DescribeUserPool; behaviour reference 1.3.
final class DescribeUserPool
    implements Operation<DescribeUserPoolRequest, DescribeUserPoolResponse> {
  private final Store store;

  DescribeUserPool(Store store) {
    this.store = store;
  }

  @Override
  public DescribeUserPoolResponse run(DescribeUserPoolRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    UserPoolType pool =
        store.read(tx ->
            StoredPool.of(PoolScope.find(tx, id))
                .describe(
                    tx.domains().list(id),
                    tx.userPages().estimate(id, UserEstimate.SAMPLE),
                    caller.accountId()));
    return DescribeUserPoolResponse.builder().userPool(pool).build();
  }
}
