package dev.gatehouse.aws.idp.client;

import dev.gatehouse.audit.AuditedCall;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.CommonMembers;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.ClientSecrets;
import dev.gatehouse.store.Store;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// `UpdateUserPoolClient`: every setting becomes what the request says or its default (AC-41), but
/// for the name, which stays (assumed), and whether there is a secret (AC-42). The machine
/// attributes of the extension API stay too: this operation does not know them.
///
/// Source: API reference: UpdateUserPoolClient; behaviour reference AC-11 to AC-42.
final class UpdateUserPoolClient
    implements Operation<UpdateUserPoolClientRequest, UpdateUserPoolClientResponse> {
  private final Store store;
  private final Env env;
  private final SecretVault vault;

  UpdateUserPoolClient(Store store, Env env, SecretVault vault) {
    this.store = store;
    this.env = env;
    this.vault = vault;
  }

  private record Updated(StoredClient client, List<ClientSecrets.Row> secrets) {}

  @Override
  public UpdateUserPoolClientResponse run(UpdateUserPoolClientRequest request, Caller caller) {
    var poolId = PoolScope.require(caller, request.userPoolId());
    var wanted = CommonMembers.copy(request, UserPoolClientType.builder()).build();
    var settings = ClientDefaults.complete(wanted, caller.accountId());
    var now = env.now();
    var audit = AuditedCall.current();
    Updated updated =
        store.write(tx -> {
          var pool = PoolScope.find(tx, poolId);
          var stored = StoredClient.require(tx, poolId, request.clientId());
          var secrets = tx.clientSecrets().list(poolId, stored.row().id());
          new ClientRules(!secrets.isEmpty()).require(settings);
          new PoolReferences(tx, pool).require(settings);
          var name = Objects.requireNonNullElse(request.clientName(), stored.row().name());
          var changed = stored.changed(name, settings, now);
          tx.appClients().update(changed.row());
          audit.changed(stored.named(), changed.named());
          return new Updated(changed, secrets);
        });
    return UpdateUserPoolClientResponse.builder()
        .userPoolClient(
            updated
                .client()
                .answer(ListOrder.HASHED.apply(settings), vault.openFirst(updated.secrets())))
        .build();
  }
}
