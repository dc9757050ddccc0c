package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.aws.UserError;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import dev.gatehouse.users.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;

/// `ListUsers`: all users of a pool, or those that a filter finds, in pages. A token continues the
/// list of the same filter, for an hour.
///
/// Source: API reference: ListUsers; behaviour reference users §2.8.
final class ListUsers implements Operation<ListUsersRequest, ListUsersResponse> {
  private static final Duration TOKEN_TTL = Duration.ofHours(1);

  private final Store store;
  private final RuleBook rules;
  private final PageToken pageToken;
  private final Env env;

  ListUsers(Store store, RuleBook rules, PageToken pageToken, Env env) {
    this.store = store;
    this.rules = rules;
    this.pageToken = pageToken;
    this.env = env;
  }

  @Override
  public ListUsersResponse run(ListUsersRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var limit = ListGroups.limit(request.limit());
    var filter = Objects.requireNonNullElse(request.filter(), "");
    var scope = id + "|" + filter;
    var shown = Set.copyOf(request.attributesToGet());
    var now = env.now();
    List<UserSearch.Hit> hits =
        store.read(tx -> {
          var attributes = rules.of(PoolScope.find(tx, id)).attributes();
          if (!shown.stream().allMatch(attributes::contains)) {
            throw new ApiException(UserError.REQUESTED_ATTRIBUTES);
          }
          var after =
              Optional.ofNullable(request.paginationToken())
                  .map(token -> position(pageToken.position(scope, token), now));
          return UserSearch.of(filter).page(tx.userPages(), id, after, limit + 1);
        });
    var response =
        ListUsersResponse.builder()
            .users(
                hits.stream()
                    .limit(limit)
                    .map(hit ->
                        UserView.describe(
                            hit.user(), name -> shown.isEmpty() || shown.contains(name)))
                    .toList());
    pageToken
        .next(scope, hits, limit, hit -> now.getEpochSecond() + "|" + hit.position())
        .ifPresent(response::paginationToken);
    return response.build();
  }

  /// @param stamped the position with the second in which the token was made before it
  /// @throws ApiException `INVALID_PAGE_TOKEN` when it is too old
  private static String position(String stamped, Instant now) {
    int bar = stamped.indexOf('|');
    long madeAt = Long.parseLong(stamped, 0, bar, 10);
    if (now.getEpochSecond() - madeAt > TOKEN_TTL.toSeconds()) {
      throw new ApiException(ApiError.INVALID_PAGE_TOKEN);
    }
    return stamped.substring(bar + 1);
  }
}
