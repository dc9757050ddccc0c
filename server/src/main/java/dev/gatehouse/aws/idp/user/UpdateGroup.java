package dev.gatehouse.aws.idp.user;

import dev.gatehouse.audit.AuditedCall;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.Json;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupResponse;

/// `UpdateGroup`: what the request leaves out stays as it is. The service has no
/// `ConcurrentModificationException` here, therefore updates of one pool wait for each other.
///
/// Source: API reference: UpdateGroup; behaviour reference users §6.1.
final class UpdateGroup implements Operation<UpdateGroupRequest, UpdateGroupResponse> {
  private final Store store;
  private final Env env;

  UpdateGroup(Store store, Env env) {
    this.store = store;
    this.env = env;
  }

  @Override
  public UpdateGroupResponse run(UpdateGroupRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var settings =
        StoredGroup.Settings.of(request.description(), request.roleArn(), request.precedence());
    var now = env.now();
    var audit = AuditedCall.current();
    StoredGroup group =
        store.write(tx -> {
          PoolScope.lock(tx, id);
          var stored = StoredGroup.require(tx, id, request.groupName());
          var changed = stored.changed(settings, now);
          tx.groups().update(changed.row());
          audit.changed(
              Json.parseObject(stored.row().document()),
              Json.parseObject(changed.row().document()));
          return changed;
        });
    return UpdateGroupResponse.builder().group(group.describe()).build();
  }
}
