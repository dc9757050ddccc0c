package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Groups;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserResponse;

/// `AdminListGroupsForUser`: a user's groups by name, in pages.
///
/// Source: API reference: AdminListGroupsForUser; behaviour reference users §6.1.
final class AdminListGroupsForUser
    implements Operation<AdminListGroupsForUserRequest, AdminListGroupsForUserResponse> {
  private final Store store;
  private final RuleBook rules;
  private final PageToken pageToken;

  AdminListGroupsForUser(Store store, RuleBook rules, PageToken pageToken) {
    this.store = store;
    this.rules = rules;
    this.pageToken = pageToken;
  }

  @Override
  public AdminListGroupsForUserResponse run(AdminListGroupsForUserRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var limit = ListGroups.limit(request.limit());
    Found found =
        store.read(tx -> {
          var user = Directory.require(tx, rules.of(PoolScope.find(tx, id)), request.username());
          var after =
              Optional.ofNullable(request.nextToken())
                  .map(token -> pageToken.position(scope(user), token));
          return new Found(user, tx.groupMembers().listGroups(id, user.sub(), after, limit + 1));
        });
    var groups =
        found.rows().stream().limit(limit).map(row -> new StoredGroup(row).describe()).toList();
    var response = AdminListGroupsForUserResponse.builder().groups(groups);
    pageToken
        .next(scope(found.user()), found.rows(), limit, Groups.Row::name)
        .ifPresent(response::nextToken);
    return response.build();
  }

  /// @param rows one more than the page has, where there is another one
  private record Found(Users.Row user, List<Groups.Row> rows) {}

  private static String scope(Users.Row user) {
    return user.poolId() + "|" + user.sub();
  }
}
