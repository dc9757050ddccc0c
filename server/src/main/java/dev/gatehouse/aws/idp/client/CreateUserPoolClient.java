package dev.gatehouse.aws.idp.client;

import dev.gatehouse.audit.AuditedCall;
import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.CommonMembers;
import dev.gatehouse.aws.FixedIdName;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.ClientSecret;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// `CreateUserPoolClient`: a public client, or a confidential one with its first secret.
///
/// Source: API reference: CreateUserPoolClient; behaviour reference AC-01 to AC-40.
final class CreateUserPoolClient
    implements Operation<CreateUserPoolClientRequest, CreateUserPoolClientResponse> {
  /// App clients of one pool (behaviour reference 1.2).
  static final int CLIENTS_MAX = 1_000;

  private final Store store;
  private final Env env;
  private final SecretVault vault;
  private final boolean devMode;

  /// @param devMode whether a name `_custom_id_:ID` chooses the client's id
  CreateUserPoolClient(Store store, Env env, SecretVault vault, boolean devMode) {
    this.store = store;
    this.env = env;
    this.vault = vault;
    this.devMode = devMode;
  }

  @Override
  public CreateUserPoolClientResponse run(CreateUserPoolClientRequest request, Caller caller) {
    var poolId = PoolScope.require(caller, request.userPoolId());
    var wanted = CommonMembers.copy(request, UserPoolClientType.builder()).build();
    var settings = ClientDefaults.complete(wanted, caller.accountId());
    var secret = secret(request);
    var fixedId = fixedId(request.clientName());
    var id = fixedId.orElseGet(() -> ClientId.mint(env.random()));
    var now = env.now();
    var client = StoredClient.create(poolId, id, request.clientName(), settings, now);
    var sealed = secret.map(text -> vault.seal(poolId, id, text, List.of(), now));
    var audit = AuditedCall.current();
    store.write(tx -> {
      var pool = PoolScope.lock(tx, poolId);
      new ClientRules(secret.isPresent()).require(settings);
      new PoolReferences(tx, pool).require(settings);
      insert(tx, client.row());
      sealed.ifPresent(tx.clientSecrets()::insert);
      // What a client that had the id before has left behind is not this one's.
      fixedId.ifPresent(before -> tx.refreshFamilies().revokeAllOf(poolId, before, now));
      audit.created("ClientId", id.value());
      return id;
    });
    return CreateUserPoolClientResponse.builder()
        .userPoolClient(client.answer(ListOrder.HASHED.apply(settings), secret))
        .build();
  }

  private static void insert(WriteTx tx, AppClients.Row row) {
    if (tx.appClients().count(row.poolId()) >= CLIENTS_MAX) {
      throw new ApiException(ApiError.TOO_MANY_CLIENTS, CLIENTS_MAX);
    }
    tx.appClients().insert(row);
  }

  /// AC-03: chosen by the caller, generated, or none.
  private Optional<ClientSecret> secret(CreateUserPoolClientRequest request) {
    var generate = Boolean.TRUE.equals(request.generateSecret());
    var chosen = Optional.ofNullable(request.clientSecret()).map(ClientSecret::new);
    if (generate && chosen.isPresent()) {
      throw new ApiException(ApiError.TWO_CLIENT_SECRETS);
    }
    return generate ? Optional.of(ClientSecret.mint(env.random())) : chosen;
  }

  private Optional<ClientId> fixedId(String name) {
    return devMode ? FixedIdName.find(name).map(CreateUserPoolClient::requireId) : Optional.empty();
  }

  private static ClientId requireId(String text) {
    return ClientId.parse(text)
        .orElseThrow(() -> new ApiException(ApiError.FIXED_CLIENT_ID_SHAPE, text));
  }
}
