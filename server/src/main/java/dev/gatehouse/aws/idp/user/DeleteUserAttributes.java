package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.idp.user.UserAttributeChange.Wish;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserAttributesResponse;

/// `DeleteUserAttributes`: the user's own, as far as his client may write them.
///
/// Source: API reference: DeleteUserAttributes; behaviour reference users §2.6, §2.7, §5.1.
final class DeleteUserAttributes
    implements Operation<DeleteUserAttributesRequest, DeleteUserAttributesResponse> {
  private final TokenUsers users;
  private final UserAttributeChange change;

  DeleteUserAttributes(TokenUsers users, UserAttributeChange change) {
    this.users = users;
    this.change = change;
  }

  @Override
  public DeleteUserAttributesResponse run(DeleteUserAttributesRequest request, Caller caller) {
    var access = users.read(request.accessToken());
    var source = users.source(access, caller.peer());
    var names = request.userAttributeNames();
    change.make(tx -> {
      var signed = users.lock(tx, access);
      var user = signed.user();
      var attributes = signed.pool().attributes().delete(user.attributes(), names, signed.access());
      return new Wish(signed.row(), user, Set.copyOf(names), attributes, Optional.of(source));
    });
    return DeleteUserAttributesResponse.builder().build();
  }
}
