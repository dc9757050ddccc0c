package dev.gatehouse.store;

import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Table `user_pool`.
public interface UserPools {
  /// A user pool as stored.
  ///
  /// @param document the API's `UserPoolType` as JSON, without the members that other columns or
  ///   tables hold
  /// @param version 1 when created; one more with each update
  record Row(
      UserPoolId id,
      String name,
      String document,
      long version,
      Instant createdAt,
      Instant lastModifiedAt) {}

  Optional<Row> find(UserPoolId id);

  /// Whether there is such a pool. Users of one that is removed are still there for a while.
  boolean exists(UserPoolId id);

  /// Up to `limit` pools of `region` with an id above `after` (all when empty), by id.
  List<Row> list(Region region, Optional<UserPoolId> after, int limit);

  int count(Region region);

  /// Up to `limit` pools that are removed and not purged.
  List<UserPoolId> listRemoved(int limit);

  interface Writes extends UserPools {
    /// @throws dev.gatehouse.pool.RefusedException with `IdTaken` when the id exists, with
    ///   `Overloaded` while a removed pool with this id has more left than one transaction deletes:
    ///   [#purge] first
    void insert(Row row);

    /// Replaces the row with this id and the version before `row.version()`.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `Conflict` when the stored version is
    ///   another one, with `UnknownPool` when there is no such pool
    void update(Row row);

    /// Like [#find], and holds the pool until the end of the transaction: what depends on it
    /// (counts, limits, its existence) cannot change meanwhile.
    Optional<Row> lock(UserPoolId id);

    /// Removes the pool: from now on there is none, nor its clients, keys and domains, and nobody
    /// gets at its users. What may be many rows is left to [#purge].
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownPool` when there is no such pool
    void remove(UserPoolId id);

    /// Deletes some rows of a pool that is removed, and with the last ones the pool itself. One
    /// transaction at a time does so: a pool that another purges is left to it.
    ///
    /// @param limit how many rows; a user counts as one, with what hangs on him
    /// @return whether there may be more; false also for a pool that is there
    boolean purge(UserPoolId id, int limit);
  }
}
