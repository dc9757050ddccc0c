package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesResponse;

/// `AddCustomAttributes`: more custom attributes for a pool's users; nothing takes one away again.
///
/// Source: API reference: AddCustomAttributes; behaviour reference UP-10 to UP-14.
final class AddCustomAttributes
    implements Operation<AddCustomAttributesRequest, AddCustomAttributesResponse> {
  private final Store store;
  private final Env env;

  AddCustomAttributes(Store store, Env env) {
    this.store = store;
    this.env = env;
  }

  @Override
  public AddCustomAttributesResponse run(AddCustomAttributesRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var now = env.now();
    store.write(tx -> {
      var pool = StoredPool.of(PoolScope.lock(tx, id));
      var schema = PoolSchema.add(pool.settings().schemaAttributes(), request.customAttributes());
      var settings = pool.settings().toBuilder().schemaAttributes(schema).build();
      tx.userPools().update(pool.changed(settings, pool.factors(), now));
      return id;
    });
    return AddCustomAttributesResponse.builder().build();
  }
}
