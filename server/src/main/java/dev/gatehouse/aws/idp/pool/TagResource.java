package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceResponse;

/// `TagResource`: adds tags to a pool or gives them other values.
///
/// Source: API reference: TagResource; behaviour reference users §6.3.
final class TagResource implements Operation<TagResourceRequest, TagResourceResponse> {
  private final PoolTags tags;

  TagResource(Store store) {
    this.tags = new PoolTags(store);
  }

  @Override
  public TagResourceResponse run(TagResourceRequest request, Caller caller) {
    var id = UserPoolArn.require(caller, request.resourceArn());
    tags.change(id, stored -> stored.putAll(request.tags()));
    return TagResourceResponse.builder().build();
  }
}
