package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientResponse;

/// `DeleteUserPoolClient`: the client and its secrets. Answers with an empty body.
///
/// Source: API reference: DeleteUserPoolClient; behaviour reference AC-43.
final class DeleteUserPoolClient
    implements Operation<DeleteUserPoolClientRequest, DeleteUserPoolClientResponse> {
  private final Store store;

  DeleteUserPoolClient(Store store) {
    this.store = store;
  }

  @Override
  public DeleteUserPoolClientResponse run(DeleteUserPoolClientRequest request, Caller caller) {
    var poolId = PoolScope.require(caller, request.userPoolId());
    store.write(tx -> {
      PoolScope.find(tx, poolId);
      var client = StoredClient.require(tx, poolId, request.clientId());
      tx.appClients().delete(poolId, client.row().id());
      return poolId;
    });
    return DeleteUserPoolClientResponse.builder().build();
  }
}
