package dev.gatehouse.aws.idp.client;

import dev.gatehouse.audit.AuditedCall;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateResourceServerResponse;

/// `UpdateResourceServer`: name and scopes become what the request says; app clients that list a
/// scope which is gone keep listing it (RS-10). The service has no
/// `ConcurrentModificationException` here (RS-13), therefore updates of one pool wait for each
/// other.
///
/// Source: API reference: UpdateResourceServer; behaviour reference RS-08 to RS-10, RS-13.
final class UpdateResourceServer
    implements Operation<UpdateResourceServerRequest, UpdateResourceServerResponse> {
  private final Store store;
  private final Env env;

  UpdateResourceServer(Store store, Env env) {
    this.store = store;
    this.env = env;
  }

  @Override
  public UpdateResourceServerResponse run(UpdateResourceServerRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var now = env.now();
    var audit = AuditedCall.current();
    StoredServer server =
        store.write(tx -> {
          PoolScope.lock(tx, id);
          var stored = DescribeResourceServer.require(tx, id, request.identifier());
          var changed = stored.changed(request.name(), request.scopes(), now);
          tx.resourceServers().update(changed.row());
          audit.changed(stored.named(), changed.named());
          return changed;
        });
    return UpdateResourceServerResponse.builder().resourceServer(server.describe()).build();
  }
}
