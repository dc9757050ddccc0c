package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.aws.idp.user.UserAttributeChange.Wish;
import dev.gatehouse.users.AttributeAccess;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesResponse;

/// `AdminUpdateUserAttributes`: sets attributes, and deletes those whose value is empty. Write
/// lists of clients do not bind an administrator, who may also say that an address is verified.
///
/// Source: API reference: AdminUpdateUserAttributes; behaviour reference users §2.6, §2.7.
final class AdminUpdateUserAttributes
    implements Operation<AdminUpdateUserAttributesRequest, AdminUpdateUserAttributesResponse> {
  private final RuleBook rules;
  private final UserAttributeChange change;

  AdminUpdateUserAttributes(RuleBook rules, UserAttributeChange change) {
    this.rules = rules;
    this.change = change;
  }

  @Override
  public AdminUpdateUserAttributesResponse run(
      AdminUpdateUserAttributesRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var given = UserView.given(request.userAttributes());
    change.make(tx -> {
      var row = PoolScope.find(tx, id);
      var pool = rules.of(row);
      var user = Directory.lock(tx, pool, request.username());
      var attributes =
          pool.attributes().update(user.attributes(), given, AttributeAccess.ADMINISTRATOR);
      return new Wish(row, user, UserView.names(given), attributes, Optional.empty());
    });
    return AdminUpdateUserAttributesResponse.builder().build();
  }
}
