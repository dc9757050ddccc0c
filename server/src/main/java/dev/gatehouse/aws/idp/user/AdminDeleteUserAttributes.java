package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.aws.idp.user.UserAttributeChange.Wish;
import dev.gatehouse.users.AttributeAccess;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserAttributesResponse;

/// `AdminDeleteUserAttributes`: attributes that the user does not have are no fault.
///
/// Source: API reference: AdminDeleteUserAttributes; behaviour reference users §2.6, §2.7.
final class AdminDeleteUserAttributes
    implements Operation<AdminDeleteUserAttributesRequest, AdminDeleteUserAttributesResponse> {
  private final RuleBook rules;
  private final UserAttributeChange change;

  AdminDeleteUserAttributes(RuleBook rules, UserAttributeChange change) {
    this.rules = rules;
    this.change = change;
  }

  @Override
  public AdminDeleteUserAttributesResponse run(
      AdminDeleteUserAttributesRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var names = request.userAttributeNames();
    change.make(tx -> {
      var row = PoolScope.find(tx, id);
      var pool = rules.of(row);
      var user = Directory.lock(tx, pool, request.username());
      var attributes =
          pool.attributes().delete(user.attributes(), names, AttributeAccess.ADMINISTRATOR);
      return new Wish(row, user, Set.copyOf(names), attributes, Optional.empty());
    });
    return AdminDeleteUserAttributesResponse.builder().build();
  }
}
