package dev.gatehouse.store.sql;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.SignOuts;
import java.time.Instant;
import java.util.Optional;

/// SQL for table `sign_out`.
final class SignOutSql implements SignOuts.Writes {
  private static final String FIND =
      "SELECT signed_out_at FROM sign_out WHERE pool_id = ? AND sub = ?";
  private static final String PUT =
      """
      INSERT INTO sign_out (pool_id, sub, signed_out_at) VALUES (?, ?, ?)
      ON CONFLICT (pool_id, sub) DO UPDATE SET signed_out_at = excluded.signed_out_at
      WHERE sign_out.signed_out_at < excluded.signed_out_at
      """;

  /// Asks twice: PostgreSQL, when it has waited for a row, looks again at the outer condition
  /// alone, and the row may have been renewed meanwhile.
  private static final String DELETE_BEFORE =
      """
      DELETE FROM sign_out WHERE pool_id = ? AND sub IN (
        SELECT sub FROM sign_out WHERE pool_id = ? AND signed_out_at < ?
        ORDER BY signed_out_at LIMIT ?)
      AND signed_out_at < ?
      """;

  private final Handle handle;
  private final UserPresence users;

  SignOutSql(Handle handle, UserPresence users) {
    this.handle = handle;
    this.users = users;
  }

  @Override
  public Optional<Instant> find(UserPoolId poolId, UserSub sub) {
    return handle
        .select(FIND, poolId.value(), sub.value())
        .map(row -> row.getLong(1))
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  @Override
  public void put(UserPoolId poolId, UserSub sub, Instant at) {
    users.hold(poolId, sub);
    handle.execute(PUT, poolId.value(), sub.value(), at.toEpochMilli());
  }

  @Override
  public int deleteBefore(UserPoolId poolId, Instant time, int limit) {
    return handle.execute(
        DELETE_BEFORE,
        poolId.value(),
        poolId.value(),
        time.toEpochMilli(),
        limit,
        time.toEpochMilli());
  }
}
