package dev.gatehouse.store;

import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Table `resource_server`.
public interface ResourceServers {
  /// A resource server as stored.
  ///
  /// @param document the API's `ResourceServerType` as JSON
  record Row(
      UserPoolId poolId,
      String identifier,
      String name,
      String document,
      long version,
      Instant createdAt,
      Instant lastModifiedAt) {}

  Optional<Row> find(UserPoolId poolId, String identifier);

  /// Up to `limit` resource servers of the pool with an identifier above `after` (all when empty),
  /// by identifier in byte order.
  List<Row> list(UserPoolId poolId, Optional<String> after, int limit);

  int count(UserPoolId poolId);

  interface Writes extends ResourceServers {
    /// @throws dev.gatehouse.pool.RefusedException with `ResourceServerExists` when the pool has
    ///   one of that identifier, with `UnknownPool` when there is no such pool
    void insert(Row row);

    /// Replaces the row with this key and the version before `row.version()`.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `Conflict` when the stored version is
    ///   another one, with `UnknownResourceServer` when there is none
    void update(Row row);

    /// @throws dev.gatehouse.pool.RefusedException with `UnknownResourceServer` when there is none
    void delete(UserPoolId poolId, String identifier);
  }
}
