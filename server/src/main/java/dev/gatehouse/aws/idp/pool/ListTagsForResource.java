package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListTagsForResourceResponse;

/// `ListTagsForResource`: the tags of a pool; `{}` when it has none.
///
/// Source: API reference: ListTagsForResource; behaviour reference users §6.3.
final class ListTagsForResource
    implements Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> {
  private final Store store;

  ListTagsForResource(Store store) {
    this.store = store;
  }

  @Override
  public ListTagsForResourceResponse run(ListTagsForResourceRequest request, Caller caller) {
    var id = UserPoolArn.require(caller, request.resourceArn());
    StoredPool pool = store.read(tx -> StoredPool.of(PoolScope.find(tx, id)));
    return ListTagsForResourceResponse.builder().tags(pool.settings().userPoolTags()).build();
  }
}
