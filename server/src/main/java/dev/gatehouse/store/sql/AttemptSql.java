package dev.gatehouse.store.sql;

import dev.gatehouse.pool.AttemptCount;
import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Attempts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// SQL for table `attempt`.
final class AttemptSql implements Attempts.Writes {
  private static final String BY_KEY = " WHERE pool_id = ? AND subject = ? AND kind = ?";
  private static final String FIND =
      "SELECT recent, recent_since, total, last_at, expires_at FROM attempt" + BY_KEY;

  /// Nothing is inserted where there is no such pool; a known one stays until the end of the
  /// transaction.
  private static final String MAKE =
      """
      INSERT INTO attempt (pool_id, subject, kind, recent, recent_since, total, last_at,
        expires_at)
      SELECT pool_id, ?, ?, 0, ?, 0, ?, ? FROM user_pool WHERE pool_id = ? AND region <> ''\
      """;

  private static final String ONCE = " ON CONFLICT (pool_id, subject, kind) DO NOTHING";

  private static final String UPDATE =
      """
      UPDATE attempt SET recent = ?, recent_since = ?, total = ?, last_at = ?, expires_at = ?
      """
          + BY_KEY;
  private static final String INCREASE =
      "UPDATE attempt SET recent = recent + 1"
          + BY_KEY
          + " RETURNING recent, recent_since, total, last_at, expires_at";
  private static final String REPLACE =
      """
      INSERT INTO attempt (pool_id, subject, kind, recent, recent_since, total, last_at,
        expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (pool_id, subject, kind) DO UPDATE SET recent = excluded.recent,
        recent_since = excluded.recent_since, total = excluded.total,
        last_at = excluded.last_at, expires_at = excluded.expires_at
      """;
  private static final String DELETE = "DELETE FROM attempt" + BY_KEY;
  private static final String DELETE_ALL_OF =
      "DELETE FROM attempt WHERE pool_id = ? AND subject = ?";

  /// Asks twice: PostgreSQL, when it has waited for a row, looks again at the outer condition
  /// alone, and the row may have been renewed meanwhile.
  private static final String DELETE_EXPIRED =
      """
      DELETE FROM attempt WHERE pool_id = ? AND (subject, kind) IN (
        SELECT subject, kind FROM attempt WHERE pool_id = ? AND expires_at < ?
        ORDER BY expires_at LIMIT ?)
      AND expires_at < ?
      """;

  private final Handle handle;
  private final String make;
  private final String lock;

  AttemptSql(Handle handle, Dialect dialect) {
    this.handle = handle;
    make = MAKE + dialect.forKeyShare() + ONCE;
    lock = FIND + dialect.forUpdate();
  }

  @Override
  public Optional<Row> find(UserPoolId poolId, String subject, AttemptKind kind) {
    return one(FIND, poolId, subject, kind);
  }

  /// Asks again where somebody has made meanwhile what was not there.
  @Override
  public Row lock(UserPoolId poolId, String subject, AttemptKind kind, Instant now) {
    return one(lock, poolId, subject, kind)
        .or(() -> make(poolId, subject, kind, Instant.ofEpochMilli(now.toEpochMilli())))
        .or(() -> one(lock, poolId, subject, kind))
        .orElseThrow(() -> new RefusedException(new Refusal.UnknownPool(poolId)));
  }

  /// The row as it was made; empty when it is there already, or there is no such pool.
  private Optional<Row> make(UserPoolId poolId, String subject, AttemptKind kind, Instant now) {
    var millis = now.toEpochMilli();
    var made = handle.execute(make, subject, kind.key(), millis, millis, millis, poolId.value());
    return made == 0
        ? Optional.empty()
        : Optional.of(new Row(poolId, subject, kind, AttemptCount.none(now), now));
  }

  @Override
  public void put(Row row) {
    handle.execute(
        UPDATE,
        row.count().recent(),
        row.count().recentSince().toEpochMilli(),
        row.count().total(),
        row.count().lastAt().toEpochMilli(),
        row.expiresAt().toEpochMilli(),
        row.poolId().value(),
        row.subject(),
        row.kind().key());
  }

  @Override
  public Optional<Row> increase(UserPoolId poolId, String subject, AttemptKind kind) {
    return one(INCREASE, poolId, subject, kind);
  }

  @Override
  public void replace(Row row) {
    handle.execute(
        REPLACE,
        row.poolId().value(),
        row.subject(),
        row.kind().key(),
        row.count().recent(),
        row.count().recentSince().toEpochMilli(),
        row.count().total(),
        row.count().lastAt().toEpochMilli(),
        row.expiresAt().toEpochMilli());
  }

  @Override
  public void delete(UserPoolId poolId, String subject, AttemptKind kind) {
    handle.execute(DELETE, poolId.value(), subject, kind.key());
  }

  /// Everything that was counted of a user who goes.
  void deleteAllOf(UserPoolId poolId, String subject) {
    handle.execute(DELETE_ALL_OF, poolId.value(), subject);
  }

  @Override
  public int deleteExpired(UserPoolId poolId, Instant time, int limit) {
    return handle.execute(
        DELETE_EXPIRED,
        poolId.value(),
        poolId.value(),
        time.toEpochMilli(),
        limit,
        time.toEpochMilli());
  }

  private Optional<Row> one(String sql, UserPoolId poolId, String subject, AttemptKind kind) {
    return handle
        .select(sql, poolId.value(), subject, kind.key())
        .map(row -> new Row(poolId, subject, kind, count(row), instant(row, "expires_at")))
        .findOne();
  }

  private static AttemptCount count(ResultSet row) throws SQLException {
    return new AttemptCount(
        row.getInt("recent"),
        instant(row, "recent_since"),
        row.getInt("total"),
        instant(row, "last_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }
}
