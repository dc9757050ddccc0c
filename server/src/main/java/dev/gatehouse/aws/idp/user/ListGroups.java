package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Groups;
import dev.gatehouse.store.Store;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsResponse;

/// `ListGroups`: a pool's groups by name, in pages.
///
/// Source: API reference: ListGroups; behaviour reference users §6.1, §10.
final class ListGroups implements Operation<ListGroupsRequest, ListGroupsResponse> {
  /// The largest page, and the page when the request does not say, or says 0 (§2.8 of ListUsers;
  /// assumed here).
  static final int PAGE_MAX = 60;

  private final Store store;
  private final PageToken pageToken;

  ListGroups(Store store, PageToken pageToken) {
    this.store = store;
    this.pageToken = pageToken;
  }

  @Override
  public ListGroupsResponse run(ListGroupsRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var limit = limit(request.limit());
    var after =
        Optional.ofNullable(request.nextToken())
            .map(token -> pageToken.position(id.value(), token));
    List<Groups.Row> rows =
        store.read(tx -> {
          PoolScope.find(tx, id);
          return tx.groups().list(id, after, limit + 1);
        });
    var response =
        ListGroupsResponse.builder()
            .groups(
                rows.stream().limit(limit).map(row -> new StoredGroup(row).describe()).toList());
    pageToken.next(id.value(), rows, limit, Groups.Row::name).ifPresent(response::nextToken);
    return response.build();
  }

  static int limit(@Nullable Integer requested) {
    return requested == null || requested == 0 ? PAGE_MAX : requested;
  }
}
