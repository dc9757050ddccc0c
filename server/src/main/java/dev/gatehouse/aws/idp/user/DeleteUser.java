package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserResponse;

/// `DeleteUser`: the user deletes himself (AT-22). Answers with an empty body.
///
/// Source: API reference: DeleteUser; behaviour reference users §1.3, §5.1.
final class DeleteUser implements Operation<DeleteUserRequest, DeleteUserResponse> {
  private final Store store;
  private final TokenUsers users;

  DeleteUser(Store store, TokenUsers users) {
    this.store = store;
    this.users = users;
  }

  @Override
  public DeleteUserResponse run(DeleteUserRequest request, Caller caller) {
    var access = users.read(request.accessToken());
    store.write(tx -> {
      var user = users.lock(tx, access).user();
      tx.users().delete(user.poolId(), user.sub());
      return user;
    });
    return DeleteUserResponse.builder().build();
  }
}
