package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.ClientSecrets;
import dev.gatehouse.store.Store;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ClientSecretDescriptorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientSecretsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientSecretsResponse;

/// `ListUserPoolClientSecrets`: the secrets of a client, oldest first, never their values. There
/// are two at most, therefore there is no second page and no page token of this operation.
///
/// Source: API reference: ListUserPoolClientSecrets; behaviour reference AC-46.
final class ListUserPoolClientSecrets
    implements Operation<ListUserPoolClientSecretsRequest, ListUserPoolClientSecretsResponse> {
  private final Store store;

  ListUserPoolClientSecrets(Store store) {
    this.store = store;
  }

  @Override
  public ListUserPoolClientSecretsResponse run(
      ListUserPoolClientSecretsRequest request, Caller caller) {
    var poolId = PoolScope.require(caller, request.userPoolId());
    List<ClientSecrets.Row> secrets =
        store.read(tx -> {
          PoolScope.find(tx, poolId);
          var client = StoredClient.require(tx, poolId, request.clientId());
          return tx.clientSecrets().list(poolId, client.row().id());
        });
    if (request.nextToken() != null) {
      throw new ApiException(ApiError.INVALID_PAGE_TOKEN);
    }
    return ListUserPoolClientSecretsResponse.builder()
        .clientSecrets(secrets.stream().map(ListUserPoolClientSecrets::entry).toList())
        .build();
  }

  private static ClientSecretDescriptorType entry(ClientSecrets.Row row) {
    return ClientSecretDescriptorType.builder()
        .clientSecretId(row.secretId())
        .clientSecretCreateDate(row.createdAt())
        .build();
  }
}
