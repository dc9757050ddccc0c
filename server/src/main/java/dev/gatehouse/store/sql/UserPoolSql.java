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

/// SQL for table `user_pool`.
final class UserPoolSql implements UserPools.Writes {
  private static final String COLUMNS =
      "SELECT pool_id, name, document, version, created_at, last_modified_at FROM user_pool";

  /// A pool that is removed is in no Region: its row stays until everything is purged that refers
  /// to it, and nothing finds it.
  private static final String IS_THERE = " AND region <> ''";

  private static final String FIND = COLUMNS + " WHERE pool_id = ?" + IS_THERE;
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
      WHERE pool_id = ? AND version = ? AND region <> ''
      """;
  private static final String FIND_REMOVED =
      "SELECT 1 FROM user_pool WHERE pool_id = ? AND region = ''";
  private static final String DELETE_REMOVED =
      "DELETE FROM user_pool WHERE pool_id = ? AND region = ''";
  private static final String EXISTS = "SELECT 1 FROM user_pool WHERE pool_id = ?" + IS_THERE;
  private static final String REMOVE = "UPDATE user_pool SET region = '' WHERE pool_id = ?";
  private static final String LIST_REMOVED =
      "SELECT pool_id FROM user_pool WHERE region = '' ORDER BY pool_id LIMIT ?";
  private static final List<String> DELETE_DIRECTORIES =
      List.of(
          "DELETE FROM client_directory WHERE pool_id = ?",
          "DELETE FROM domain_directory WHERE pool_id = ?");

  /// What other nodes keep in mind, and of what the API allows few.
  private static final List<String> DELETE_SETTINGS =
      List.of(
          "DELETE FROM app_client WHERE pool_id = ?",
          "DELETE FROM resource_server WHERE pool_id = ?",
          "DELETE FROM domain WHERE pool_id = ?",
          "DELETE FROM signing_key WHERE pool_id = ?");

  /// What a pool that is made again under its id deletes at most of the one before.
  private static final int REST_MAX = 500;

  /// Tables with many rows and their keys, those that refer to others first. The rest goes with the
  /// user: of that each has few.
  private static final List<Purge> PURGES =
      List.of(
          Purge.of("message", "message_id"),
          Purge.of("refresh_family", "origin_jti"),
          Purge.of("spent_session", "id"),
          Purge.of("attempt", "subject, kind"),
          Purge.of("usage_slot", "client_id, minutes, starts_at"),
          Purge.of("user_search", "attribute, folded, sub"),
          Purge.of("group_member", "group_name, sub"),
          Purge.of("user_group", "name"),
          Purge.of("pool_user", "sub"));

  /// @param any finds whether a table has rows of the pool
  private record Purge(String delete, String any) {
    static Purge of(String table, String key) {
      return new Purge(
          """
          DELETE FROM %1$s WHERE pool_id = ? AND (%2$s) IN (
            SELECT %2$s FROM %1$s WHERE pool_id = ? LIMIT ?)
          """
              .formatted(table, key),
          "SELECT 1 FROM " + table + " WHERE pool_id = ? LIMIT 1");
    }
  }

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
    return handle.select(FIND, id.value()).map(row -> map(row)).findOne();
  }

  @Override
  public boolean exists(UserPoolId id) {
    return isFound(EXISTS, id);
  }

  @Override
  public List<Row> list(Region region, Optional<UserPoolId> after, int limit) {
    return handle
        .select(LIST, region.name(), after.map(UserPoolId::value).orElse(""), limit)
        .map(row -> map(row))
        .list();
  }

  @Override
  public int count(Region region) {
    return handle.select(COUNT, region.name()).map(row -> row.getInt(1)).one();
  }

  @Override
  public Optional<Row> lock(UserPoolId id) {
    return handle.select(FIND + dialect.forUpdate(), id.value()).map(row -> map(row)).findOne();
  }

  @Override
  public void insert(Row row) {
    if (isRemoved(row.id(), dialect.forUpdate()) && purgeHeld(row.id(), REST_MAX)) {
      throw new RefusedException(new Refusal.Overloaded());
    }
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
  public void remove(UserPoolId id) {
    // Held more firmly than by the update: who has seen the pool there writes before or never.
    if (lock(id).isEmpty()) {
      throw new RefusedException(new Refusal.UnknownPool(id));
    }
    handle.execute(REMOVE, id.value());
    DELETE_DIRECTORIES.forEach(statement -> handle.execute(statement, id.value()));
    DELETE_SETTINGS.forEach(statement -> handle.execute(statement, id.value()));
    changed(id);
  }

  @Override
  public List<UserPoolId> listRemoved(int limit) {
    return handle.select(LIST_REMOVED, limit).map(row -> new UserPoolId(row.getString(1))).list();
  }

  @Override
  public boolean purge(UserPoolId id, int limit) {
    return isRemoved(id, dialect.forUpdateUnlessHeld()) && purgeHeld(id, limit);
  }

  /// Asked with a hold it is so until the end of the transaction: nobody else purges the pool
  /// meanwhile, nor makes it again.
  private boolean isRemoved(UserPoolId id, String hold) {
    return isFound(FIND_REMOVED + hold, id);
  }

  /// The pool itself goes when nothing is left that would go with it. That fewer rows went than
  /// might have does not say so: others delete too, and what they hold is waited for and missed.
  private boolean purgeHeld(UserPoolId id, int limit) {
    int left = limit;
    for (var purge : PURGES) {
      left -= handle.execute(purge.delete(), id.value(), id.value(), left);
      if (left <= 0) {
        return true;
      }
    }
    if (PURGES.stream().anyMatch(purge -> isFound(purge.any(), id))) {
      return true;
    }
    handle.execute(DELETE_REMOVED, id.value());
    return false;
  }

  private boolean isFound(String statement, UserPoolId id) {
    return handle.select(statement, id.value()).map(row -> row.getInt(1)).findOne().isPresent();
  }

  /// Refuses an unknown pool, and keeps a known one from being deleted until the end of the
  /// transaction: a broken foreign key would be an error of the database, not a refusal.
  void require(UserPoolId id) {
    if (!isFound(EXISTS + dialect.forKeyShare(), id)) {
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
