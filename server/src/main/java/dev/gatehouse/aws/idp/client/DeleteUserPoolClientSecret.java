package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientSecretRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientSecretResponse;

/// `DeleteUserPoolClientSecret`: one of two secrets; the last one stays, because a confidential
/// client does not become public.
///
/// Source: API reference: DeleteUserPoolClientSecret; behaviour reference AC-46.
final class DeleteUserPoolClientSecret
    implements Operation<DeleteUserPoolClientSecretRequest, DeleteUserPoolClientSecretResponse> {
  private final Store store;

  DeleteUserPoolClientSecret(Store store) {
    this.store = store;
  }

  @Override
  public DeleteUserPoolClientSecretResponse run(
      DeleteUserPoolClientSecretRequest request, Caller caller) {
    var poolId = PoolScope.require(caller, request.userPoolId());
    store.write(tx -> {
      delete(tx, poolId, request);
      return poolId;
    });
    return DeleteUserPoolClientSecretResponse.builder().build();
  }

  private static void delete(
      WriteTx tx, UserPoolId poolId, DeleteUserPoolClientSecretRequest request) {
    PoolScope.lock(tx, poolId);
    var client = StoredClient.require(tx, poolId, request.clientId());
    var clientId = client.row().id();
    var secretId = request.clientSecretId();
    var secrets = tx.clientSecrets().list(poolId, clientId);
    if (secrets.stream().noneMatch(secret -> secret.secretId().equals(secretId))) {
      throw new RefusedException(new Refusal.UnknownSecretId(secretId));
    }
    if (secrets.size() == 1) {
      throw new ApiException(ApiError.LAST_CLIENT_SECRET);
    }
    tx.clientSecrets().delete(poolId, clientId, secretId);
    tx.appClients().update(client.withOtherSecrets().row());
  }
}
