package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.ClientSecrets;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientResponse;

/// `DescribeUserPoolClient`, with the secret of a confidential client (AC-04).
///
/// Source: API reference: DescribeUserPoolClient; behaviour reference AC-04 to AC-09, AC-43.
final class DescribeUserPoolClient
    implements Operation<DescribeUserPoolClientRequest, DescribeUserPoolClientResponse> {
  private final Store store;
  private final SecretVault vault;

  DescribeUserPoolClient(Store store, SecretVault vault) {
    this.store = store;
    this.vault = vault;
  }

  private record Found(StoredClient client, List<ClientSecrets.Row> secrets) {}

  @Override
  public DescribeUserPoolClientResponse run(DescribeUserPoolClientRequest request, Caller caller) {
    var poolId = PoolScope.require(caller, request.userPoolId());
    Found found =
        store.read(tx -> {
          var client = client(tx, poolId, request.clientId());
          return new Found(client, tx.clientSecrets().list(poolId, client.row().id()));
        });
    return DescribeUserPoolClientResponse.builder()
        .userPoolClient(found.client().describe(vault.openFirst(found.secrets())))
        .build();
  }

  /// A client's pool is there. Only where there is no such client it matters whether the pool is
  /// missing, too, and then that is said.
  private static StoredClient client(ReadTx tx, UserPoolId poolId, String id) {
    return StoredClient.find(tx, poolId, id)
        .orElseGet(() -> {
          PoolScope.find(tx, poolId);
          return StoredClient.require(tx, poolId, id);
        });
  }
}
