package dev.gatehouse.store.sql;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.SpentSessions;
import java.time.Instant;

/// SQL for table `spent_session`.
final class SpentSessionSql implements SpentSessions.Writes {
  private static final String FIND = "SELECT 1 FROM spent_session WHERE pool_id = ? AND id = ?";

  /// Nothing is inserted where there is no such pool; a known one stays until the end of the
  /// transaction.
  private static final String INSERT =
      """
      INSERT INTO spent_session (pool_id, id, expires_at)
      SELECT pool_id, ?, ? FROM user_pool WHERE pool_id = ? AND region <> ''\
      """;

  private static final String ONCE = " ON CONFLICT (pool_id, id) DO NOTHING";

  private static final String DELETE_EXPIRED =
      """
      DELETE FROM spent_session WHERE pool_id = ? AND id IN (
        SELECT id FROM spent_session WHERE pool_id = ? AND expires_at < ?
        ORDER BY expires_at LIMIT ?)
      """;

  private final Handle handle;
  private final String insert;

  SpentSessionSql(Handle handle, Dialect dialect) {
    this.handle = handle;
    insert = INSERT + dialect.forKeyShare() + ONCE;
  }

  @Override
  public boolean isSpent(UserPoolId poolId, String id) {
    return handle.select(FIND, poolId.value(), id).map(row -> row.getInt(1)).findOne().isPresent();
  }

  @Override
  public boolean spend(UserPoolId poolId, String id, Instant expiresAt) {
    return handle.execute(insert, id, expiresAt.toEpochMilli(), poolId.value()) > 0;
  }

  @Override
  public int deleteExpired(UserPoolId poolId, Instant time, int limit) {
    return handle.execute(
        DELETE_EXPIRED, poolId.value(), poolId.value(), time.toEpochMilli(), limit);
  }
}
