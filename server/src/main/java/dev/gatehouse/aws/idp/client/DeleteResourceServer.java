package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteResourceServerResponse;

/// `DeleteResourceServer`: app clients keep listing its scopes, which are no longer issued (RS-12).
/// Answers with an empty body.
///
/// Source: API reference: DeleteResourceServer; behaviour reference RS-08, RS-12.
final class DeleteResourceServer
    implements Operation<DeleteResourceServerRequest, DeleteResourceServerResponse> {
  private final Store store;

  DeleteResourceServer(Store store) {
    this.store = store;
  }

  @Override
  public DeleteResourceServerResponse run(DeleteResourceServerRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    store.write(tx -> {
      PoolScope.find(tx, id);
      tx.resourceServers().delete(id, request.identifier());
      return id;
    });
    return DeleteResourceServerResponse.builder().build();
  }
}
