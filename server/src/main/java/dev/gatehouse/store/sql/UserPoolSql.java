package dev.gatehouse.store.sql;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.UserPools;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// SQL for table `user_pool`.
final class UserPoolSql implements UserPools.Writes {
  private static final String COLUMNS =
      "SELECT pool_id, name, document, version, created_at, last_modified_at FROM user_pool";
  private static final String FIND = COLUMNS + " WHERE pool_id = ?";
  private static final String LIST =
      COLUMNS + " WHERE region = ? AND pool_id > ? ORDER BY pool_id LIMIT ?";
  private static final String COUNT = "SELECT COUNT(*) FROM user_pool WHERE region = ?";
  private static final String INSERT =
      """
      INSERT INTO user_pool (pool_id, region, name, document, version, created_at, last_modified_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pool_id) DO NOTHING
      """;
  private static final String UPDATE =
      """
      UPDATE user_pool SET name = ?, document = ?, version = ?, last_modified_at = ?
      WHERE pool_id = ? AND version = ?
      """;
  private static final String DELETE = "DELETE FROM user_pool WHERE pool_id = ?";
  private static final String EXISTS = "SELECT 1 FROM user_pool WHERE pool_id = ?";
  private static final List<String> DELETE_DIRECTORIES =
      List.of(
          "DELETE FROM client_directory WHERE pool_id = ?",
          "DELETE FROM domain_directory WHERE pool_id = ?");

  private final Handle handle;
  private final Dialect dialect;
  private final ChangeSql changes;

  UserPoolSql(Handle handle, Dialect dialect, ChangeSql changes) {
    this.handle = handle;
    this.dialect = dialect;
    this.changes = changes;
  }

  @Override
  public Optional<Row> find(UserPoolId id) {
    return handle.select(FIND, id.value()).map((row, _) -> map(row)).findOne();
  }

  @Override
  public List<Row> list(Region region, Optional<UserPoolId> after, int limit) {
    return handle
        .select(LIST, region.name(), after.map(UserPoolId::value).orElse(""), limit)
        .map((row, _) -> map(row))
        .list();
  }

  @Override
  public int count(Region region) {
    return handle.select(COUNT, region.name()).mapTo(Integer.class).one();
  }

  @Override
  public Optional<Row> lock(UserPoolId id) {
    return handle
        .select(FIND + dialect.forUpdate(), id.value())
        .map((row, _) -> map(row))
        .findOne();
  }

  @Override
  public void insert(Row row) {
    var inserted =
        handle.execute(
            INSERT,
            row.id().value(),
            row.id().region().name(),
            row.name(),
            row.document(),
            row.version(),
            row.createdAt().toEpochMilli(),
            row.lastModifiedAt().toEpochMilli());
    if (inserted == 0) {
      throw new RefusedException(new Refusal.IdTaken(row.id().value()));
    }
    changed(row.id());
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
            row.id().value(),
            row.version() - 1);
    if (updated == 0) {
      throw new RefusedException(
          find(row.id()).isPresent() ? new Refusal.Conflict() : new Refusal.UnknownPool(row.id()));
    }
    changed(row.id());
  }

  @Override
  public void delete(UserPoolId id) {
    if (handle.execute(DELETE, id.value()) == 0) {
      throw new RefusedException(new Refusal.UnknownPool(id));
    }
    DELETE_DIRECTORIES.forEach(statement -> handle.execute(statement, id.value()));
    changed(id);
  }

  /// Refuses an unknown pool, and keeps a known one from being deleted until the end of the
  /// transaction: a broken foreign key would be an error of the database, not a refusal.
  void require(UserPoolId id) {
    var found =
        handle.select(EXISTS + dialect.forKeyShare(), id.value()).mapTo(Integer.class).findOne();
    if (found.isEmpty()) {
      throw new RefusedException(new Refusal.UnknownPool(id));
    }
  }

  private void changed(UserPoolId id) {
    changes.record(Change.Kind.USER_POOL, id.value(), id.value());
  }

  private static Row map(ResultSet row) throws SQLException {
    return new Row(
        new UserPoolId(row.getString("pool_id")),
        row.getString("name"),
        row.getString("document"),
        row.getLong("version"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("last_modified_at")));
  }
}
