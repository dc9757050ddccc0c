package dev.gatehouse.store.sql;

import dev.gatehouse.pool.LinkedIdentity;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.UserIdentities;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// SQL for table `user_identity`.
final class UserIdentitySql implements UserIdentities.Writes {
  private static final String COLUMNS =
      "SELECT provider, subject, sub, attribute_name, created_at FROM user_identity";
  private static final String FIND =
      COLUMNS + " WHERE pool_id = ? AND provider = ? AND subject = ?";
  private static final String LIST =
      COLUMNS + " WHERE pool_id = ? AND sub = ? ORDER BY created_at, provider, subject";
  private static final String INSERT =
      """
      INSERT INTO user_identity (pool_id, provider, subject, sub, attribute_name, created_at)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (pool_id, provider, subject) DO NOTHING
      """;
  private static final String DELETE =
      "DELETE FROM user_identity WHERE pool_id = ? AND provider = ? AND subject = ?";

  private final Handle handle;
  private final UserPresence users;

  UserIdentitySql(Handle handle, UserPresence users) {
    this.handle = handle;
    this.users = users;
  }

  @Override
  public Optional<Row> find(UserPoolId poolId, LinkedIdentity identity) {
    return handle
        .select(FIND, poolId.value(), identity.provider(), identity.subject())
        .map(row -> map(poolId, row))
        .findOne();
  }

  @Override
  public List<Row> list(UserPoolId poolId, UserSub sub) {
    return handle.select(LIST, poolId.value(), sub.value()).map(row -> map(poolId, row)).list();
  }

  @Override
  public void insert(Row row, int max) {
    users.hold(row.poolId(), row.sub());
    if (find(row.poolId(), row.identity()).isPresent()) {
      throw new RefusedException(new Refusal.IdentityLinked());
    }
    if (list(row.poolId(), row.sub()).size() >= max) {
      throw new RefusedException(new Refusal.TooManyIdentities(max));
    }
    var inserted =
        handle.execute(
            INSERT,
            row.poolId().value(),
            row.identity().provider(),
            row.identity().subject(),
            row.sub().value(),
            row.attributeName(),
            row.createdAt().toEpochMilli());
    if (inserted == 0) {
      throw new RefusedException(new Refusal.IdentityLinked()); // To another user, meanwhile.
    }
  }

  @Override
  public boolean delete(UserPoolId poolId, LinkedIdentity identity) {
    return handle.execute(DELETE, poolId.value(), identity.provider(), identity.subject()) > 0;
  }

  private static Row map(UserPoolId poolId, ResultSet row) throws SQLException {
    return new Row(
        poolId,
        new LinkedIdentity(row.getString("provider"), row.getString("subject")),
        new UserSub(row.getString("sub")),
        row.getString("attribute_name"),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
