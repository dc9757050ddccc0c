package dev.gatehouse.aws.idp.client;

import dev.gatehouse.audit.AuditedCall;
import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.ClientSecret;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.ClientSecrets;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddUserPoolClientSecretRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddUserPoolClientSecretResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ClientSecretDescriptorType;

/// `AddUserPoolClientSecret`: gives a confidential client its second secret, so that it can be
/// rotated without a gap. Both are good until one is deleted.
///
/// Source: API reference: AddUserPoolClientSecret; behaviour reference AC-44, AC-45.
final class AddUserPoolClientSecret
    implements Operation<AddUserPoolClientSecretRequest, AddUserPoolClientSecretResponse> {
  /// Secrets of one client (AC-44).
  static final int SECRETS_MAX = 2;

  private final Store store;
  private final Env env;
  private final SecretVault vault;

  AddUserPoolClientSecret(Store store, Env env, SecretVault vault) {
    this.store = store;
    this.env = env;
    this.vault = vault;
  }

  @Override
  public AddUserPoolClientSecretResponse run(
      AddUserPoolClientSecretRequest request, Caller caller) {
    var poolId = PoolScope.require(caller, request.userPoolId());
    // Asked before the transaction, because the new secret is sealed under an id that none has.
    List<ClientSecrets.Row> others = store.read(tx -> secrets(tx, poolId, request.clientId()));
    var chosen = Optional.ofNullable(request.clientSecret()).map(ClientSecret::new);
    var secret = chosen.orElseGet(() -> ClientSecret.mint(env.random()));
    var row = vault.seal(poolId, new ClientId(request.clientId()), secret, others, env.now());
    var audit = AuditedCall.current();
    store.write(tx -> {
      PoolScope.lock(tx, poolId);
      secrets(tx, poolId, request.clientId());
      tx.clientSecrets().insert(row);
      tx.appClients()
          .update(StoredClient.require(tx, poolId, request.clientId()).withOtherSecrets().row());
      audit.created("ClientSecretId", row.secretId());
      return row;
    });
    var descriptor =
        ClientSecretDescriptorType.builder()
            .clientSecretId(row.secretId())
            .clientSecretValue(chosen.isPresent() ? null : secret.value())
            .clientSecretCreateDate(row.createdAt())
            .build();
    return AddUserPoolClientSecretResponse.builder().clientSecretDescriptor(descriptor).build();
  }

  /// The client's secrets, when it may have one more. A public client stays public (AC-42).
  private static List<ClientSecrets.Row> secrets(ReadTx tx, UserPoolId poolId, String clientId) {
    PoolScope.find(tx, poolId);
    var client = StoredClient.require(tx, poolId, clientId);
    var secrets = tx.clientSecrets().list(poolId, client.row().id());
    if (secrets.isEmpty()) {
      throw new ApiException(ApiError.PUBLIC_CLIENT);
    }
    if (secrets.size() >= SECRETS_MAX) {
      throw new ApiException(ApiError.TOO_MANY_CLIENT_SECRETS, SECRETS_MAX);
    }
    return secrets;
  }
}
