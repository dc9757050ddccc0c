package dev.gatehouse.store;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tables `app_client` and `client_directory` (client id to pool, the one global place that a
/// client id alone can be asked).
public interface AppClients {
  /// An app client as stored.
  ///
  /// @param document the API's `UserPoolClientType` as JSON, without ids, secret and dates
  /// @param attributes the extension's machine attributes as JSON
  /// @param version 1 when created; one more with each update, also of its secrets
  record Row(
      UserPoolId poolId,
      ClientId id,
      String name,
      String document,
      Optional<String> attributes,
      long version,
      Instant createdAt,
      Instant lastModifiedAt) {}

  Optional<Row> find(UserPoolId poolId, ClientId id);

  /// The pool of a client.
  Optional<UserPoolId> findPool(ClientId id);

  /// Up to `limit` clients of the pool with an id above `after` (all when empty), by id.
  List<Row> list(UserPoolId poolId, Optional<ClientId> after, int limit);

  int count(UserPoolId poolId);

  interface Writes extends AppClients {
    /// @throws dev.gatehouse.pool.RefusedException with `IdTaken` when any pool has such a client,
    ///   with `UnknownPool` when there is no such pool
    void insert(Row row);

    /// Replaces the row with these ids and the version before `row.version()`.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `Conflict` when the stored version is
    ///   another one, with `UnknownClient` when there is no such client
    void update(Row row);

    /// Deletes the client with its secrets.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownClient` when there is no such
    ///   client
    void delete(UserPoolId poolId, ClientId id);
  }
}
