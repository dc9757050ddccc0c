package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateResourceServerResponse;

/// `CreateResourceServer`: defines an API and its custom scopes in a user pool.
///
/// Source: API reference: CreateResourceServer; behaviour reference RS-01 to RS-07.
final class CreateResourceServer
    implements Operation<CreateResourceServerRequest, CreateResourceServerResponse> {
  /// Resource servers of one pool (behaviour reference 1.2).
  static final int SERVERS_MAX = 25;

  private final Store store;
  private final Env env;

  CreateResourceServer(Store store, Env env) {
    this.store = store;
    this.env = env;
  }

  @Override
  public CreateResourceServerResponse run(CreateResourceServerRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var server =
        StoredServer.create(id, request.identifier(), request.name(), request.scopes(), env.now());
    store.write(tx -> {
      PoolScope.lock(tx, id);
      var isNew = tx.resourceServers().find(id, request.identifier()).isEmpty();
      if (isNew && tx.resourceServers().count(id) >= SERVERS_MAX) {
        throw new ApiException(ApiError.TOO_MANY_RESOURCE_SERVERS, SERVERS_MAX);
      }
      tx.resourceServers().insert(server.row());
      return id;
    });
    return CreateResourceServerResponse.builder().resourceServer(server.describe()).build();
  }
}
