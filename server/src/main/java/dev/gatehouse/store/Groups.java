package dev.gatehouse.store;

import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Table `user_group`. A sign-in reads roles and precedence from here: nothing writes the change
/// feed.
public interface Groups {
  /// Groups of one pool (behaviour reference §6.1, §10).
  int GROUPS_MAX = 10_000;

  /// A group as stored.
  ///
  /// @param name 1 to 128 characters; case counts
  /// @param document the API's `GroupType` as JSON, without pool, name and dates
  record Row(
      UserPoolId poolId,
      String name,
      String document,
      long version,
      Instant createdAt,
      Instant lastModifiedAt) {}

  Optional<Row> find(UserPoolId poolId, String name);

  /// Up to `limit` groups of the pool with a name above `after` (all when empty), by name in byte
  /// order.
  List<Row> list(UserPoolId poolId, Optional<String> after, int limit);

  /// Whether the pool has groups that are removed and not purged.
  boolean hasRemoved(UserPoolId poolId);

  interface Writes extends Groups {
    /// Adds a group, holding the pool, so that the limit holds whoever else adds one.
    ///
    /// @param max how many groups a pool may have
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownPool` when there is no such pool,
    ///   with `GroupExists` when it has a group of that name, with `TooManyGroups` when it has
    ///   `max` groups, with `Overloaded` while a removed group of that name has more members left
    ///   than one transaction deletes: [#purge] first
    void insert(Row row, int max);

    /// As [#insert(Row,int)], with the service's limit.
    default void insert(Row row) {
      insert(row, GROUPS_MAX);
    }

    /// Replaces the row with this key and the version before `row.version()`.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `Conflict` when the stored version is
    ///   another one, with `UnknownGroup` when there is none
    void update(Row row);

    /// Removes the group: from now on there is none, and nobody is in it; its users stay (§6.1).
    /// Its memberships are left to [#purge].
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownGroup` when there is none
    void remove(UserPoolId poolId, String name);

    /// Deletes some memberships of a removed group of the pool, and with the last ones the group.
    /// One that another transaction purges is left to it.
    ///
    /// @return whether there may be more, of this group or of another
    boolean purge(UserPoolId poolId, int limit);
  }
}
