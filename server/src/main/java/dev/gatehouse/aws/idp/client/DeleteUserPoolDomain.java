package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolDomainResponse;

/// `DeleteUserPoolDomain`: the pool's endpoints answer there no longer, and the name is free.
///
/// Source: API reference: DeleteUserPoolDomain; behaviour reference DO-22.
final class DeleteUserPoolDomain
    implements Operation<DeleteUserPoolDomainRequest, DeleteUserPoolDomainResponse> {
  private final Store store;

  DeleteUserPoolDomain(Store store) {
    this.store = store;
  }

  @Override
  public DeleteUserPoolDomainResponse run(DeleteUserPoolDomainRequest request, Caller caller) {
    var poolId = UpdateUserPoolDomain.requirePoolId(request.userPoolId(), caller);
    store.write(tx -> {
      tx.domains().delete(poolId, new DomainName(request.domain(), caller.region()));
      return poolId;
    });
    return DeleteUserPoolDomainResponse.builder().build();
  }
}
