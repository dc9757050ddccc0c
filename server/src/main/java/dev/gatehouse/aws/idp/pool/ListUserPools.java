package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;

/// `ListUserPools`: the pools of the caller's Region, by id, in pages.
///
/// Source: API reference: ListUserPools; behaviour reference UP-30.
final class ListUserPools implements Operation<ListUserPoolsRequest, ListUserPoolsResponse> {
  private final Store store;
  private final PageToken pageToken;

  ListUserPools(Store store, PageToken pageToken) {
    this.store = store;
    this.pageToken = pageToken;
  }

  @Override
  public ListUserPoolsResponse run(ListUserPoolsRequest request, Caller caller) {
    var region = caller.region();
    var limit = request.maxResults();
    var after =
        Optional.ofNullable(request.nextToken())
            .map(token -> new UserPoolId(pageToken.position(region.name(), token)));
    List<UserPools.Row> rows = store.read(tx -> tx.userPools().list(region, after, limit + 1));
    var response =
        ListUserPoolsResponse.builder()
            .userPools(rows.stream().limit(limit).map(ListUserPools::describe).toList());
    pageToken
        .next(region.name(), rows, limit, row -> row.id().value())
        .ifPresent(response::nextToken);
    return response.build();
  }

  private static UserPoolDescriptionType describe(UserPools.Row row) {
    return UserPoolDescriptionType.builder()
        .id(row.id().value())
        .name(row.name())
        .lambdaConfig(StoredPool.of(row).settings().lambdaConfig())
        .lastModifiedDate(row.lastModifiedAt())
        .creationDate(row.createdAt())
        .build();
  }
}
