package dev.gatehouse.store.sql;

import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.UserCodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// SQL for table `user_code`.
final class UserCodeSql implements UserCodes.Writes {
  private static final String COLUMNS =
      "sub, purpose, hash, attribute, destination, guesses, created_at, expires_at";
  private static final String BY_KEY = " WHERE pool_id = ? AND sub = ? AND purpose = ?";
  private static final String FIND = "SELECT " + COLUMNS + " FROM user_code" + BY_KEY;
  private static final String PUT =
      """
      INSERT INTO user_code (pool_id, sub, purpose, hash, attribute, destination, guesses,
        created_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (pool_id, sub, purpose) DO UPDATE SET hash = excluded.hash,
        attribute = excluded.attribute, destination = excluded.destination,
        guesses = excluded.guesses, created_at = excluded.created_at,
        expires_at = excluded.expires_at
      """;
  private static final String GUESS =
      "UPDATE user_code SET guesses = guesses + 1" + BY_KEY + " RETURNING " + COLUMNS;
  private static final String DELETE = "DELETE FROM user_code" + BY_KEY;
  private static final String TAKE = DELETE + " AND hash = ?";

  /// Asks twice: PostgreSQL, when it has waited for a row, looks again at the outer condition
  /// alone, and the row may have been renewed meanwhile.
  private static final String DELETE_EXPIRED =
      """
      DELETE FROM user_code WHERE pool_id = ? AND (sub, purpose) IN (
        SELECT sub, purpose FROM user_code WHERE pool_id = ? AND expires_at < ?
        ORDER BY expires_at LIMIT ?)
      AND expires_at < ?
      """;

  private final Handle handle;
  private final UserPresence users;

  UserCodeSql(Handle handle, UserPresence users) {
    this.handle = handle;
    this.users = users;
  }

  @Override
  public Optional<Row> find(UserPoolId poolId, UserSub sub, CodePurpose purpose) {
    return one(FIND, poolId, sub, purpose);
  }

  @Override
  public void put(Row row) {
    users.require(row.poolId(), row.sub());
    handle.execute(
        PUT,
        row.poolId().value(),
        row.sub().value(),
        row.purpose().key(),
        row.hash(),
        row.attribute(),
        row.destination(),
        row.guesses(),
        row.createdAt().toEpochMilli(),
        row.expiresAt().toEpochMilli());
  }

  @Override
  public Optional<Row> guess(UserPoolId poolId, UserSub sub, CodePurpose purpose) {
    return one(GUESS, poolId, sub, purpose);
  }

  @Override
  public boolean take(Row row) {
    return handle.execute(
            TAKE, row.poolId().value(), row.sub().value(), row.purpose().key(), row.hash())
        > 0;
  }

  @Override
  public void delete(UserPoolId poolId, UserSub sub, CodePurpose purpose) {
    handle.execute(DELETE, poolId.value(), sub.value(), purpose.key());
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

  private Optional<Row> one(String sql, UserPoolId poolId, UserSub sub, CodePurpose purpose) {
    return handle
        .select(sql, poolId.value(), sub.value(), purpose.key())
        .map(row -> map(poolId, row))
        .findOne();
  }

  private static Row map(UserPoolId poolId, ResultSet row) throws SQLException {
    return new Row(
        poolId,
        new UserSub(row.getString("sub")),
        new CodePurpose(row.getString("purpose")),
        row.getString("hash"),
        row.getString("attribute"),
        row.getString("destination"),
        row.getInt("guesses"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("expires_at")));
  }
}
