package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.ResourceServers;
import dev.gatehouse.store.Store;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListResourceServersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListResourceServersResponse;

/// `ListResourceServers`: a pool's resource servers by identifier, in pages.
///
/// Source: API reference: ListResourceServers; behaviour reference UP-31, RS-05.
final class ListResourceServers
    implements Operation<ListResourceServersRequest, ListResourceServersResponse> {
  /// The largest page, and the page when the request does not say (assumed).
  static final int PAGE_MAX = 50;

  private final Store store;
  private final PageToken pageToken;

  ListResourceServers(Store store, PageToken pageToken) {
    this.store = store;
    this.pageToken = pageToken;
  }

  @Override
  public ListResourceServersResponse run(ListResourceServersRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    int limit = Objects.requireNonNullElse(request.maxResults(), PAGE_MAX);
    var after =
        Optional.ofNullable(request.nextToken())
            .map(token -> pageToken.position(id.value(), token));
    List<ResourceServers.Row> rows =
        store.read(tx -> {
          PoolScope.find(tx, id);
          return tx.resourceServers().list(id, after, limit + 1);
        });
    var response =
        ListResourceServersResponse.builder()
            .resourceServers(
                rows.stream().limit(limit).map(row -> new StoredServer(row).describe()).toList());
    pageToken
        .next(id.value(), rows, limit, ResourceServers.Row::identifier)
        .ifPresent(response::nextToken);
    return response.build();
  }
}
