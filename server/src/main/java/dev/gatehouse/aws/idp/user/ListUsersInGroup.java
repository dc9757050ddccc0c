package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupResponse;

/// `ListUsersInGroup`: the members of a group, in pages.
///
/// Source: API reference: ListUsersInGroup; behaviour reference users §2.8, §6.1.
final class ListUsersInGroup
    implements Operation<ListUsersInGroupRequest, ListUsersInGroupResponse> {
  private final Store store;
  private final PageToken pageToken;

  ListUsersInGroup(Store store, PageToken pageToken) {
    this.store = store;
    this.pageToken = pageToken;
  }

  @Override
  public ListUsersInGroupResponse run(ListUsersInGroupRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var limit = ListGroups.limit(request.limit());
    var scope = id + "|" + request.groupName();
    var after =
        Optional.ofNullable(request.nextToken())
            .flatMap(token -> UserSub.parse(pageToken.position(scope, token)));
    List<Users.Row> rows =
        store.read(tx -> {
          PoolScope.find(tx, id);
          StoredGroup.require(tx, id, request.groupName());
          return tx.userPages().listByGroup(id, request.groupName(), after, limit + 1);
        });
    var response =
        ListUsersInGroupResponse.builder()
            .users(rows.stream().limit(limit).map(UserView::describe).toList());
    pageToken.next(scope, rows, limit, row -> row.sub().value()).ifPresent(response::nextToken);
    return response.build();
  }
}
