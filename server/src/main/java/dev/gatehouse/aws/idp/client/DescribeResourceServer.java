package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeResourceServerResponse;

/// `DescribeResourceServer`. Source: API reference: DescribeResourceServer; behaviour reference
/// RS-05, RS-06, RS-08.
final class DescribeResourceServer
    implements Operation<DescribeResourceServerRequest, DescribeResourceServerResponse> {
  private final Store store;

  DescribeResourceServer(Store store) {
    this.store = store;
  }

  @Override
  public DescribeResourceServerResponse run(DescribeResourceServerRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    StoredServer server =
        store.read(tx -> {
          PoolScope.find(tx, id);
          return require(tx, id, request.identifier());
        });
    return DescribeResourceServerResponse.builder().resourceServer(server.describe()).build();
  }

  /// @throws RefusedException with [Refusal.UnknownResourceServer] when the pool has none of that
  ///   identifier
  static StoredServer require(ReadTx tx, UserPoolId poolId, String identifier) {
    return tx.resourceServers()
        .find(poolId, identifier)
        .map(StoredServer::new)
        .orElseThrow(() -> new RefusedException(new Refusal.UnknownResourceServer(identifier)));
  }
}
