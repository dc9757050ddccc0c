package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.SdkCodec;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.ClientSecret;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.ReadTx;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// An app client between its row and the API. The document is `UserPoolClientType` without what
/// other columns and tables hold, its lists sorted:
///
/// ```
/// {"RefreshTokenValidity":30,"TokenValidityUnits":{},…,"AuthSessionValidity":3}
/// ```
record StoredClient(AppClients.Row row) {
  /// The client of that id in that pool.
  ///
  /// @throws RefusedException with [Refusal.UnknownClient] when the pool has none (also when
  ///   another pool has it: MT-02)
  static StoredClient require(ReadTx tx, UserPoolId poolId, String id) {
    return find(tx, poolId, id)
        .orElseThrow(() -> new RefusedException(new Refusal.UnknownClient(id)));
  }

  /// The same; empty when the pool has none.
  static Optional<StoredClient> find(ReadTx tx, UserPoolId poolId, String id) {
    return ClientId.parse(id)
        .flatMap(clientId -> tx.appClients().find(poolId, clientId))
        .map(StoredClient::new);
  }

  /// A client that is not stored yet.
  static StoredClient create(
      UserPoolId poolId, ClientId id, String name, UserPoolClientType settings, Instant now) {
    var document = document(settings);
    return new StoredClient(
        new AppClients.Row(poolId, id, name, document, Optional.empty(), 1, now, now));
  }

  /// The next version, with other settings.
  StoredClient changed(String name, UserPoolClientType settings, Instant now) {
    return next(name, document(settings), now);
  }

  /// The next version, with other secrets: these are not a modification of the client (assumed).
  StoredClient withOtherSecrets() {
    return next(row.name(), row.document(), row.lastModifiedAt());
  }

  private StoredClient next(String name, String document, Instant lastModifiedAt) {
    return new StoredClient(
        new AppClients.Row(
            row.poolId(),
            row.id(),
            name,
            document,
            row.attributes(),
            row.version() + 1,
            row.createdAt(),
            lastModifiedAt));
  }

  /// The document with the name, as requests have it.
  JsonObject named() {
    return JsonValue.object()
        .put("ClientName", row.name())
        .putAll(Json.parseObject(row.document()).members())
        .build();
  }

  /// The client as DescribeUserPoolClient returns it.
  UserPoolClientType describe(Optional<ClientSecret> secret) {
    var settings = SdkCodec.decode(Json.parseObject(row.document()), UserPoolClientType.builder());
    return answer(settings, secret);
  }

  /// The client as Create and Update return it: with its lists in another order (GEN-10).
  ///
  /// @param settings those that were just stored, their lists as they were sent
  UserPoolClientType answer(UserPoolClientType settings, Optional<ClientSecret> secret) {
    return settings.toBuilder()
        .userPoolId(row.poolId().value())
        .clientName(row.name())
        .clientId(row.id().value())
        .clientSecret(secret.map(ClientSecret::value).orElse(null))
        .lastModifiedDate(row.lastModifiedAt())
        .creationDate(row.createdAt())
        .build();
  }

  private static String document(UserPoolClientType settings) {
    return Json.text(SdkCodec.encode(ListOrder.SORTED.apply(settings)));
  }
}
