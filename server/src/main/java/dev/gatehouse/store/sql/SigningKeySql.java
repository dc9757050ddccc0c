package dev.gatehouse.store.sql;

import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.SigningKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// SQL for table `signing_key`.
final class SigningKeySql implements SigningKeys.Writes {
  private static final String LIST =
      """
      SELECT pool_id, kid, key_use, public_key, private_key, created_at, activates_at, retires_at
      FROM signing_key WHERE pool_id = ? ORDER BY activates_at, kid
      """;
  private static final String INSERT =
      """
      INSERT INTO signing_key
        (pool_id, kid, key_use, public_key, private_key, created_at, activates_at, retires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pool_id, kid) DO NOTHING
      """;
  private static final String RETIRE =
      "UPDATE signing_key SET retires_at = ? WHERE pool_id = ? AND kid = ?";
  private static final String DELETE = "DELETE FROM signing_key WHERE pool_id = ? AND kid = ?";

  private final Handle handle;
  private final UserPoolSql pools;
  private final ChangeSql changes;

  SigningKeySql(Handle handle, UserPoolSql pools, ChangeSql changes) {
    this.handle = handle;
    this.pools = pools;
    this.changes = changes;
  }

  @Override
  public List<Row> list(UserPoolId poolId) {
    return handle.select(LIST, poolId.value()).map(row -> map(row)).list();
  }

  @Override
  public void insert(Row row) {
    pools.require(row.poolId());
    var inserted =
        handle.execute(
            INSERT,
            row.poolId().value(),
            row.kid(),
            row.use().name(),
            row.publicKey(),
            row.privateKey().text(),
            row.createdAt().toEpochMilli(),
            row.activatesAt().toEpochMilli(),
            row.retiresAt().map(Instant::toEpochMilli).orElse(null));
    if (inserted == 0) {
      throw new RefusedException(new Refusal.IdTaken(row.kid()));
    }
    changes.record(Change.Kind.SIGNING_KEY, row.poolId().value(), row.kid());
  }

  @Override
  public void retire(UserPoolId poolId, String kid, Instant retiresAt) {
    expectOne(handle.execute(RETIRE, retiresAt.toEpochMilli(), poolId.value(), kid), kid);
    changes.record(Change.Kind.SIGNING_KEY, poolId.value(), kid);
  }

  @Override
  public void delete(UserPoolId poolId, String kid) {
    expectOne(handle.execute(DELETE, poolId.value(), kid), kid);
    changes.record(Change.Kind.SIGNING_KEY, poolId.value(), kid);
  }

  private static void expectOne(int rows, String kid) {
    if (rows == 0) {
      throw new RefusedException(new Refusal.UnknownSigningKey(kid));
    }
  }

  private static Row map(ResultSet row) throws SQLException {
    return new Row(
        new UserPoolId(row.getString("pool_id")),
        row.getString("kid"),
        KeyUse.valueOf(row.getString("key_use")),
        row.getString("public_key"),
        new Sealed(row.getString("private_key")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("activates_at")),
        instant(row, "retires_at"));
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
