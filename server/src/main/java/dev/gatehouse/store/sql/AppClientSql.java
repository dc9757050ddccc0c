package dev.gatehouse.store.sql;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// SQL for tables `app_client` and `client_directory`.
final class AppClientSql implements AppClients.Writes {
  private static final String COLUMNS =
      """
      SELECT pool_id, client_id, name, document, attributes, version, created_at, last_modified_at
      FROM app_client
      """;
  private static final String FIND = COLUMNS + " WHERE pool_id = ? AND client_id = ?";
  private static final String LIST =
      COLUMNS + " WHERE pool_id = ? AND client_id > ? ORDER BY client_id LIMIT ?";
  private static final String COUNT = "SELECT COUNT(*) FROM app_client WHERE pool_id = ?";
  private static final String FIND_POOL =
      "SELECT pool_id FROM client_directory WHERE client_id = ?";
  private static final String INSERT =
      """
      INSERT INTO app_client
        (pool_id, client_id, name, document, attributes, version, created_at, last_modified_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String INSERT_DIRECTORY =
      """
      INSERT INTO client_directory (client_id, pool_id) VALUES (?, ?)
      ON CONFLICT (client_id) DO NOTHING
      """;
  private static final String UPDATE =
      """
      UPDATE app_client SET name = ?, document = ?, attributes = ?, version = ?, last_modified_at = ?
      WHERE pool_id = ? AND client_id = ? AND version = ?
      """;
  private static final String DELETE = "DELETE FROM app_client WHERE pool_id = ? AND client_id = ?";
  private static final String EXISTS =
      "SELECT 1 FROM app_client WHERE pool_id = ? AND client_id = ?";
  private static final String DELETE_HISTORY =
      "DELETE FROM usage_slot WHERE pool_id = ? AND client_id = ?";
  private static final String DELETE_DIRECTORY =
      "DELETE FROM client_directory WHERE client_id = ? AND pool_id = ?";

  private final Handle handle;
  private final Dialect dialect;
  private final UserPoolSql pools;
  private final ChangeSql changes;

  AppClientSql(Handle handle, Dialect dialect, UserPoolSql pools, ChangeSql changes) {
    this.handle = handle;
    this.dialect = dialect;
    this.pools = pools;
    this.changes = changes;
  }

  @Override
  public Optional<Row> find(UserPoolId poolId, ClientId id) {
    return handle.select(FIND, poolId.value(), id.value()).map(row -> map(row)).findOne();
  }

  @Override
  public Optional<UserPoolId> findPool(ClientId id) {
    return handle
        .select(FIND_POOL, id.value())
        .map(row -> row.getString(1))
        .findOne()
        .map(UserPoolId::new);
  }

  @Override
  public List<Row> list(UserPoolId poolId, Optional<ClientId> after, int limit) {
    return handle
        .select(LIST, poolId.value(), after.map(ClientId::value).orElse(""), limit)
        .map(row -> map(row))
        .list();
  }

  @Override
  public int count(UserPoolId poolId) {
    return handle.select(COUNT, poolId.value()).map(row -> row.getInt(1)).one();
  }

  @Override
  public void insert(Row row) {
    pools.require(row.poolId());
    if (handle.execute(INSERT_DIRECTORY, row.id().value(), row.poolId().value()) == 0) {
      throw new RefusedException(new Refusal.IdTaken(row.id().value()));
    }
    handle.execute(
        INSERT,
        row.poolId().value(),
        row.id().value(),
        row.name(),
        row.document(),
        row.attributes().orElse(null),
        row.version(),
        row.createdAt().toEpochMilli(),
        row.lastModifiedAt().toEpochMilli());
    changed(row.poolId(), row.id());
  }

  @Override
  public void update(Row row) {
    var updated =
        handle.execute(
            UPDATE,
            row.name(),
            row.document(),
            row.attributes().orElse(null),
            row.version(),
            row.lastModifiedAt().toEpochMilli(),
            row.poolId().value(),
            row.id().value(),
            row.version() - 1);
    if (updated == 0) {
      throw new RefusedException(
          find(row.poolId(), row.id()).isPresent()
              ? new Refusal.Conflict()
              : new Refusal.UnknownClient(row.id().value()));
    }
    changed(row.poolId(), row.id());
  }

  @Override
  public void delete(UserPoolId poolId, ClientId id) {
    if (handle.execute(DELETE, poolId.value(), id.value()) == 0) {
      throw new RefusedException(new Refusal.UnknownClient(id.value()));
    }
    handle.execute(DELETE_HISTORY, poolId.value(), id.value());
    handle.execute(DELETE_DIRECTORY, id.value(), poolId.value());
    changed(poolId, id);
  }

  /// Refuses an unknown client, and keeps a known one from being deleted until the end of the
  /// transaction.
  void require(UserPoolId poolId, ClientId id) {
    var found =
        handle
            .select(EXISTS + dialect.forKeyShare(), poolId.value(), id.value())
            .map(row -> row.getInt(1))
            .findOne();
    if (found.isEmpty()) {
      throw new RefusedException(new Refusal.UnknownClient(id.value()));
    }
  }

  private void changed(UserPoolId poolId, ClientId id) {
    changes.record(Change.Kind.APP_CLIENT, poolId.value(), id.value());
  }

  private static Row map(ResultSet row) throws SQLException {
    return new Row(
        new UserPoolId(row.getString("pool_id")),
        new ClientId(row.getString("client_id")),
        row.getString("name"),
        row.getString("document"),
        Optional.ofNullable(row.getString("attributes")),
        row.getLong("version"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("last_modified_at")));
  }
}
