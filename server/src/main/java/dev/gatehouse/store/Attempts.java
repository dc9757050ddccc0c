package dev.gatehouse.store;

import dev.gatehouse.pool.AttemptCount;
import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.AttemptLimit;
import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.Optional;

/// Table `attempt`: how often something was tried, by whom it was tried for. In the database, so
/// that it holds on every node and after every start (BF-05).
public interface Attempts {
  /// One count as stored.
  ///
  /// @param subject the sub of a user; for a name that no user has a keyed hash of the name as
  ///   users are looked up, so that such names lock as others do (EN-10). Up to 64 characters
  /// @param expiresAt from when the count says nothing more than no row would
  record Row(
      UserPoolId poolId, String subject, AttemptKind kind, AttemptCount count, Instant expiresAt) {
    public Row with(AttemptCount to, Instant expiry) {
      return new Row(poolId, subject, kind, to, expiry);
    }
  }

  /// The row as it is; empty when nothing was tried.
  Optional<Row> find(UserPoolId poolId, String subject, AttemptKind kind);

  interface Writes extends Attempts {
    /// The row, made with nothing counted where it is missing, and held until the end of the
    /// transaction: whoever else tries for that subject waits (BF-03).
    ///
    /// @param now when nothing was counted, if the row is new
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownPool` when there is no such pool
    Row lock(UserPoolId poolId, String subject, AttemptKind kind, Instant now);

    /// Stores a row that this transaction has locked.
    void put(Row row);

    /// Stores a row whatever was there before; one statement.
    ///
    /// @param row of a pool that is there
    void replace(Row row);

    /// Counts one more of those since `recentSince`, where there is a row; one statement. For what
    /// has no limit but its own.
    ///
    /// @return the row as it is then
    Optional<Row> increase(UserPoolId poolId, String subject, AttemptKind kind);

    /// Counts one more, before it is looked at (BF-03): one transaction of its own, so that the
    /// count stands whatever comes after.
    ///
    /// @throws dev.gatehouse.pool.RefusedException as [AttemptLimit#reserve], with `UnknownPool`
    ///   when there is no such pool
    default void reserve(UserPoolId poolId, String subject, AttemptKind kind, Instant now) {
      var row = lock(poolId, subject, kind, now);
      var count = AttemptLimit.reserve(kind, row.count(), now);
      put(row.with(count, AttemptLimit.expiresAt(kind, count)));
    }

    /// Takes back one that was right, in the transaction that records what it was right for.
    default void giveBack(UserPoolId poolId, String subject, AttemptKind kind, Instant now) {
      var row = lock(poolId, subject, kind, now);
      put(row.with(AttemptLimit.giveBack(row.count()), row.expiresAt()));
    }

    /// Forgets what was counted, where anything was.
    void delete(UserPoolId poolId, String subject, AttemptKind kind);

    /// Deletes up to `limit` rows of the pool that expired before `time`.
    ///
    /// @return how many
    int deleteExpired(UserPoolId poolId, Instant time, int limit);
  }
}
