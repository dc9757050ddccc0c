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
import org.jdbi.v3.core.Handle;

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
  private static final String INSERT =
      """
      INSERT INTO access_key (access_key_id, secret, description, enabled, policy, session_token,
        created_at, expires_at, last_used_at, parent_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (access_key_id) DO NOTHING
      """;
  private static final String SET_ENABLED =
      "UPDATE access_key SET enabled = ? WHERE access_key_id = ?";
  private static final String TOUCH =
      "UPDATE access_key SET last_used_at = ? WHERE access_key_id = ?";
  private static final String FIND_CHILDREN =
      "SELECT access_key_id FROM access_key WHERE parent_id = ?";
  private static final String DELETE = "DELETE FROM access_key WHERE access_key_id = ?";
  private static final String DELETE_EXPIRED = "DELETE FROM access_key WHERE expires_at < ?";

  private final Handle handle;
  private final ChangeSql changes;

  AccessKeySql(Handle handle, ChangeSql changes) {
    this.handle = handle;
    this.changes = changes;
  }

  @Override
  public Optional<Row> find(String id) {
    return handle.select(FIND, id).map((row, _) -> map(row)).findOne();
  }

  @Override
  public List<Row> list() {
    return handle.select(LIST).map((row, _) -> map(row)).list();
  }

  @Override
  public void insert(Row row) {
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
    handle.execute(TOUCH, usedAt.toEpochMilli(), id);
  }

  @Override
  public void delete(String id) {
    for (var child : handle.select(FIND_CHILDREN, id).mapTo(String.class).list()) {
      handle.execute(DELETE, child);
      changed(child);
    }
    if (handle.execute(DELETE, id) == 0) {
      throw new RefusedException(new Refusal.UnknownAccessKey(id));
    }
    changed(id);
  }

  @Override
  public int deleteExpired(Instant time) {
    return handle.execute(DELETE_EXPIRED, time.toEpochMilli());
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
