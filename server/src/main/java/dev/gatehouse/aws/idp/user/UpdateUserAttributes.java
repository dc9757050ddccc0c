package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.idp.user.UserAttributeChange.Wish;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesResponse;

/// `UpdateUserAttributes`: the user's own, as far as his client may write them (AT-01, AT-02). A
/// new address is not verified (AT-03).
///
/// Source: API reference: UpdateUserAttributes; behaviour reference users §2.6, §2.7, §5.1.
final class UpdateUserAttributes
    implements Operation<UpdateUserAttributesRequest, UpdateUserAttributesResponse> {
  private final TokenUsers users;
  private final UserAttributeChange change;

  UpdateUserAttributes(TokenUsers users, UserAttributeChange change) {
    this.users = users;
    this.change = change;
  }

  @Override
  public UpdateUserAttributesResponse run(UpdateUserAttributesRequest request, Caller caller) {
    var access = users.read(request.accessToken());
    var source = users.source(access, caller.peer());
    var given = UserView.given(request.userAttributes());
    var letters =
        change.make(tx -> {
          var signed = users.lock(tx, access);
          var user = signed.user();
          var attributes =
              signed.pool().attributes().update(user.attributes(), given, signed.access());
          return new Wish(
              signed.row(), user, UserView.names(given), attributes, Optional.of(source));
        });
    var response = UpdateUserAttributesResponse.builder();
    if (!letters.isEmpty()) {
      response.codeDeliveryDetailsList(letters.stream().map(NamedCalls::details).toList());
    }
    return response.build();
  }
}
