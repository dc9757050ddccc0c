package dev.gatehouse.store.sql;

import static dev.gatehouse.store.sql.SigningKeySql.instant;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.AccessKeys;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// SQL for table `access_key`.
final class AccessKeySql implements AccessKeys.Writes {
  private static final String COLUMNS =
      """
      SELECT access_key_id, secret, description, enabled, policy, session_token, created_at,
        expires_at, last_used_at, parent_id
      FROM access_key
      """;
  private static final String FIND = COLUMNS + " WHERE access_key_id = ?";
  private static final String LIST = COLUMNS + " ORDER BY created_at, access_key_id";
  private static final String LIST_CHILDREN =
      COLUMNS + " WHERE parent_id = ? ORDER BY created_at, access_key_id";
  private static final String INSERT =
      """
      INSERT INTO access_key (access_key_id, secret, description, enabled, policy, session_token,
        created_at, expires_at, last_used_at, parent_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (access_key_id) DO NOTHING
      """;
  private static final String SET_ENABLED =
      "UPDATE access_key SET enabled = ? WHERE access_key_id = ?";
  private static final String TOUCH =
      """
      UPDATE access_key SET last_used_at = ?
      WHERE access_key_id = ? AND (last_used_at IS NULL OR last_used_at < ?)
      """;
  private static final String FIND_ID =
      "SELECT access_key_id FROM access_key WHERE access_key_id = ?";
  private static final String DELETE_FAMILY =
      """
      WITH RECURSIVE family (id) AS (
        SELECT access_key_id FROM access_key WHERE access_key_id = ?
        UNION SELECT child.access_key_id FROM access_key child JOIN family ON parent_id = family.id)
      DELETE FROM access_key WHERE access_key_id IN (SELECT id FROM family) RETURNING access_key_id
      """;
  private static final String DELETE_EXPIRED =
      "DELETE FROM access_key WHERE expires_at < ? RETURNING access_key_id";

  private final Handle handle;
  private final Dialect dialect;
  private final ChangeSql changes;

  AccessKeySql(Handle handle, Dialect dialect, ChangeSql changes) {
    this.handle = handle;
    this.dialect = dialect;
    this.changes = changes;
  }

  @Override
  public Optional<Row> find(String id) {
    return handle.select(FIND, id).map(row -> map(row)).findOne();
  }

  @Override
  public List<Row> list() {
    return handle.select(LIST).map(row -> map(row)).list();
  }

  @Override
  public List<Row> listChildren(String parent) {
    return handle.select(LIST_CHILDREN, parent).map(row -> map(row)).list();
  }

  @Override
  public void insert(Row row) {
    row.parent().ifPresent(parent -> require(parent, dialect.forKeyShare()));
    var inserted =
        handle.execute(
            INSERT,
            row.id(),
            row.secret().text(),
            row.description(),
            row.enabled(),
            row.policy(),
            row.sessionToken().map(Sealed::text).orElse(null),
            row.createdAt().toEpochMilli(),
            row.expiresAt().map(Instant::toEpochMilli).orElse(null),
            row.lastUsedAt().map(Instant::toEpochMilli).orElse(null),
            row.parent().orElse(null));
    if (inserted == 0) {
      throw new RefusedException(new Refusal.IdTaken(row.id()));
    }
    changed(row.id());
  }

  @Override
  public void setEnabled(String id, boolean enabled) {
    if (handle.execute(SET_ENABLED, enabled, id) == 0) {
      throw new RefusedException(new Refusal.UnknownAccessKey(id));
    }
    changed(id);
  }

  @Override
  public void touch(String id, Instant usedAt) {
    handle.execute(TOUCH, usedAt.toEpochMilli(), id, usedAt.toEpochMilli());
  }

  @Override
  public void delete(String id) {
    require(id, dialect.forUpdate());
    deleted(DELETE_FAMILY, id);
  }

  @Override
  public void deleteIfThere(String id) {
    if (handle
        .select(FIND_ID + dialect.forUpdate(), id)
        .map(row -> row.getString(1))
        .findOne()
        .isPresent()) {
      deleted(DELETE_FAMILY, id);
    }
  }

  @Override
  public int deleteExpired(Instant time) {
    return deleted(DELETE_EXPIRED, time.toEpochMilli());
  }

  /// Runs a statement that deletes and returns ids, and feeds them.
  private int deleted(String statement, Object argument) {
    var ids = handle.select(statement, argument).map(row -> row.getString(1)).list();
    ids.forEach(this::changed);
    return ids.size();
  }

  /// Refuses an unknown key.
  ///
  /// @param hold how the row is held until the end of the transaction: a key that is being deleted
  ///   gets no more children
  private void require(String id, String hold) {
    if (handle.select(FIND_ID + hold, id).map(row -> row.getString(1)).findOne().isEmpty()) {
      throw new RefusedException(new Refusal.UnknownAccessKey(id));
    }
  }

  private void changed(String id) {
    changes.record(Change.Kind.ACCESS_KEY, "", id);
  }

  private static Row map(ResultSet row) throws SQLException {
    return new Row(
        row.getString("access_key_id"),
        new Sealed(row.getString("secret")),
        row.getString("description"),
        row.getBoolean("enabled"),
        row.getString("policy"),
        Optional.ofNullable(row.getString("session_token")).map(Sealed::new),
        Instant.ofEpochMilli(row.getLong("created_at")),
        instant(row, "expires_at"),
        instant(row, "last_used_at"),
        Optional.ofNullable(row.getString("parent_id")));
  }
}
