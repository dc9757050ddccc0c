package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.Store;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;

/// `ListUserPoolClients`: ids and names of a pool's clients by id, in pages.
///
/// Source: API reference: ListUserPoolClients; behaviour reference UP-31.
final class ListUserPoolClients
    implements Operation<ListUserPoolClientsRequest, ListUserPoolClientsResponse> {
  /// The largest page, and the page when the request does not say (assumed).
  static final int PAGE_MAX = 60;

  private final Store store;
  private final PageToken pageToken;

  ListUserPoolClients(Store store, PageToken pageToken) {
    this.store = store;
    this.pageToken = pageToken;
  }

  @Override
  public ListUserPoolClientsResponse run(ListUserPoolClientsRequest request, Caller caller) {
    var poolId = PoolScope.require(caller, request.userPoolId());
    int limit = Objects.requireNonNullElse(request.maxResults(), PAGE_MAX);
    var after =
        Optional.ofNullable(request.nextToken())
            .map(token -> new ClientId(pageToken.position(poolId.value(), token)));
    List<AppClients.Row> rows =
        store.read(tx -> {
          PoolScope.find(tx, poolId);
          return tx.appClients().list(poolId, after, limit + 1);
        });
    var response =
        ListUserPoolClientsResponse.builder()
            .userPoolClients(rows.stream().limit(limit).map(ListUserPoolClients::entry).toList());
    pageToken
        .next(poolId.value(), rows, limit, row -> row.id().value())
        .ifPresent(response::nextToken);
    return response.build();
  }

  private static UserPoolClientDescription entry(AppClients.Row row) {
    return UserPoolClientDescription.builder()
        .clientId(row.id().value())
        .userPoolId(row.poolId().value())
        .clientName(row.name())
        .build();
  }
}
