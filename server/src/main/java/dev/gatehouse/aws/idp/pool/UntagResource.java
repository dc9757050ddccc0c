package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceResponse;

/// `UntagResource`: takes tags away from a pool; keys that it does not have are passed over.
///
/// Source: API reference: UntagResource; behaviour reference users §6.3.
final class UntagResource implements Operation<UntagResourceRequest, UntagResourceResponse> {
  private final PoolTags tags;

  UntagResource(Store store) {
    this.tags = new PoolTags(store);
  }

  @Override
  public UntagResourceResponse run(UntagResourceRequest request, Caller caller) {
    var id = UserPoolArn.require(caller, request.resourceArn());
    tags.change(id, stored -> stored.keySet().removeAll(request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }
}
