package dev.gatehouse.store.sql;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.PasswordHistory;
import dev.gatehouse.store.Sealed;
import java.util.List;

/// SQL for table `password_history`: each password has the place after the one before.
final class PasswordHistorySql implements PasswordHistory.Writes {
  private static final String NEWEST =
      """
      SELECT hash FROM password_history WHERE pool_id = ? AND sub = ? ORDER BY place DESC LIMIT ?\
      """;
  private static final String LAST_PLACE =
      """
      SELECT place FROM password_history WHERE pool_id = ? AND sub = ? ORDER BY place DESC LIMIT 1
      """;
  private static final String INSERT =
      "INSERT INTO password_history (pool_id, sub, place, hash) VALUES (?, ?, ?, ?)";
  private static final String TRIM =
      "DELETE FROM password_history WHERE pool_id = ? AND sub = ? AND place <= ?";

  private final Handle handle;
  private final UserPresence users;

  PasswordHistorySql(Handle handle, UserPresence users) {
    this.handle = handle;
    this.users = users;
  }

  @Override
  public List<Sealed> newest(UserPoolId poolId, UserSub sub, int limit) {
    return handle
        .select(NEWEST, poolId.value(), sub.value(), limit)
        .map(row -> new Sealed(row.getString("hash")))
        .list();
  }

  @Override
  public void add(UserPoolId poolId, UserSub sub, Sealed hash, int keep) {
    users.hold(poolId, sub);
    var last =
        handle
            .select(LAST_PLACE, poolId.value(), sub.value())
            .map(row -> row.getLong(1))
            .findOne()
            .orElse(0L);
    handle.execute(INSERT, poolId.value(), sub.value(), last + 1, hash.text());
    handle.execute(TRIM, poolId.value(), sub.value(), last + 1 - keep);
  }
}
