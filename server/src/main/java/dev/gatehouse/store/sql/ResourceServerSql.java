package dev.gatehouse.store.sql;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.ResourceServers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// SQL for table `resource_server`.
final class ResourceServerSql implements ResourceServers.Writes {
  private static final String COLUMNS =
      """
      SELECT pool_id, identifier, name, document, version, created_at, last_modified_at
      FROM resource_server
      """;
  private static final String FIND = COLUMNS + " WHERE pool_id = ? AND identifier = ?";
  private static final String LIST =
      COLUMNS + " WHERE pool_id = ? AND identifier > ? ORDER BY identifier LIMIT ?";
  private static final String COUNT = "SELECT COUNT(*) FROM resource_server WHERE pool_id = ?";
  private static final String INSERT =
      """
      INSERT INTO resource_server
        (pool_id, identifier, name, document, version, created_at, last_modified_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pool_id, identifier) DO NOTHING
      """;
  private static final String UPDATE =
      """
      UPDATE resource_server SET name = ?, document = ?, version = ?, last_modified_at = ?
      WHERE pool_id = ? AND identifier = ? AND version = ?
      """;
  private static final String DELETE =
      "DELETE FROM resource_server WHERE pool_id = ? AND identifier = ?";

  private final Handle handle;
  private final UserPoolSql pools;
  private final ChangeSql changes;

  ResourceServerSql(Handle handle, UserPoolSql pools, ChangeSql changes) {
    this.handle = handle;
    this.pools = pools;
    this.changes = changes;
  }

  @Override
  public Optional<Row> find(UserPoolId poolId, String identifier) {
    return handle.select(FIND, poolId.value(), identifier).map(row -> map(row)).findOne();
  }

  @Override
  public List<Row> list(UserPoolId poolId, Optional<String> after, int limit) {
    return handle.select(LIST, poolId.value(), after.orElse(""), limit).map(row -> map(row)).list();
  }

  @Override
  public int count(UserPoolId poolId) {
    return handle.select(COUNT, poolId.value()).map(row -> row.getInt(1)).one();
  }

  @Override
  public void insert(Row row) {
    pools.require(row.poolId());
    var inserted =
        handle.execute(
            INSERT,
            row.poolId().value(),
            row.identifier(),
            row.name(),
            row.document(),
            row.version(),
            row.createdAt().toEpochMilli(),
            row.lastModifiedAt().toEpochMilli());
    if (inserted == 0) {
      throw new RefusedException(new Refusal.ResourceServerExists(row.poolId(), row.identifier()));
    }
    changed(row.poolId(), row.identifier());
  }

  @Override
  public void update(Row row) {
    var updated =
        handle.execute(
            UPDATE,
            row.name(),
            row.document(),
            row.version(),
            row.lastModifiedAt().toEpochMilli(),
            row.poolId().value(),
            row.identifier(),
            row.version() - 1);
    if (updated == 0) {
      throw new RefusedException(
          find(row.poolId(), row.identifier()).isPresent()
              ? new Refusal.Conflict()
              : new Refusal.UnknownResourceServer(row.identifier()));
    }
    changed(row.poolId(), row.identifier());
  }

  @Override
  public void delete(UserPoolId poolId, String identifier) {
    if (handle.execute(DELETE, poolId.value(), identifier) == 0) {
      throw new RefusedException(new Refusal.UnknownResourceServer(identifier));
    }
    changed(poolId, identifier);
  }

  private void changed(UserPoolId poolId, String identifier) {
    changes.record(Change.Kind.RESOURCE_SERVER, poolId.value(), identifier);
  }

  private static Row map(ResultSet row) throws SQLException {
    return new Row(
        new UserPoolId(row.getString("pool_id")),
        row.getString("identifier"),
        row.getString("name"),
        row.getString("document"),
        row.getLong("version"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("last_modified_at")));
  }
}
