package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Groups;
import dev.gatehouse.store.Removals;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupResponse;

/// `CreateGroup`. Source: API reference: CreateGroup; behaviour reference users §6.1, §10.
final class CreateGroup implements Operation<CreateGroupRequest, CreateGroupResponse> {
  private final Store store;
  private final Env env;
  private final Removals removals;

  CreateGroup(Store store, Env env) {
    this.store = store;
    this.env = env;
    removals = new Removals(store);
  }

  @Override
  public CreateGroupResponse run(CreateGroupRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var settings =
        StoredGroup.Settings.of(request.description(), request.roleArn(), request.precedence());
    var group = StoredGroup.create(id, request.groupName(), settings, env.now());
    removals.makeAnew(() -> insert(id, group.row()), () -> removals.purgeGroups(id));
    return CreateGroupResponse.builder().group(group.describe()).build();
  }

  private void insert(UserPoolId id, Groups.Row row) {
    store.write(tx -> {
      PoolScope.find(tx, id);
      tx.groups().insert(row);
      return id;
    });
  }
}
