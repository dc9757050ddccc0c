package dev.gatehouse.store.sql;

import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.ConsoleSessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// SQL for table `console_session`.
final class ConsoleSessionSql implements ConsoleSessions.Writes {
  private static final String COLUMNS =
      """
      SELECT s.token_hash, a.name, s.root_key_id, s.created_at, s.last_used_at, s.expires_at,
        (SELECT max(k.last_used_at) FROM access_key k WHERE k.parent_id = s.root_key_id) AS key_used
      FROM console_session s JOIN administrator a ON a.name_key = s.name_key
      """;
  private static final String FIND = COLUMNS + " WHERE s.token_hash = ?";
  private static final String FIND_BY_ROOT_KEY = COLUMNS + " WHERE s.root_key_id = ?";
  private static final String LIST = COLUMNS + " ORDER BY s.created_at, s.token_hash";

  /// Nothing is inserted where there is no such administrator; a known one stays until the end of
  /// the transaction.
  private static final String INSERT =
      """
      INSERT INTO console_session (token_hash, name_key, root_key_id, created_at, last_used_at,
        expires_at)
      SELECT ?, name_key, ?, ?, ?, ? FROM administrator WHERE name_key = ?\
      """;

  private static final String TOUCH =
      "UPDATE console_session SET last_used_at = ? WHERE token_hash = ? AND last_used_at < ?";
  private static final String END =
      "DELETE FROM console_session WHERE token_hash = ? RETURNING root_key_id";
  private static final String END_ALL_OF =
      "DELETE FROM console_session WHERE name_key = ? AND root_key_id <> ? RETURNING root_key_id";
  private static final String END_OVER =
      """
      DELETE FROM console_session WHERE expires_at <= ? OR (last_used_at < ? AND NOT EXISTS (
        SELECT 1 FROM access_key k WHERE k.parent_id = root_key_id AND k.last_used_at >= ?))
      RETURNING root_key_id
      """;

  private final Handle handle;
  private final AccessKeySql accessKeys;
  private final String insert;

  ConsoleSessionSql(Handle handle, Dialect dialect, AccessKeySql accessKeys) {
    this.handle = handle;
    this.accessKeys = accessKeys;
    insert = INSERT + dialect.forKeyShare();
  }

  @Override
  public Optional<Row> find(String tokenHash) {
    return handle.select(FIND, tokenHash).map(row -> map(row)).findOne();
  }

  @Override
  public Optional<Row> findByRootKey(String rootKeyId) {
    return handle.select(FIND_BY_ROOT_KEY, rootKeyId).map(row -> map(row)).findOne();
  }

  @Override
  public List<Row> list() {
    return handle.select(LIST).map(row -> map(row)).list();
  }

  @Override
  public void insert(Row row) {
    var inserted =
        handle.execute(
            insert,
            row.tokenHash(),
            row.rootKeyId(),
            row.createdAt().toEpochMilli(),
            row.lastUsedAt().toEpochMilli(),
            row.expiresAt().toEpochMilli(),
            row.name().key());
    if (inserted == 0) {
      throw new RefusedException(new Refusal.UnknownAdministrator(row.name().value()));
    }
  }

  @Override
  public void touch(String tokenHash, Instant usedAt) {
    handle.execute(TOUCH, usedAt.toEpochMilli(), tokenHash, usedAt.toEpochMilli());
  }

  @Override
  public void end(String tokenHash) {
    ended(END, tokenHash);
  }

  @Override
  public void endAllOf(AdministratorName name, Optional<String> except) {
    ended(END_ALL_OF, name.key(), except.orElse(""));
  }

  @Override
  public int endOver(Instant now, Instant unusedSince) {
    var unused = unusedSince.toEpochMilli();
    return ended(END_OVER, now.toEpochMilli(), unused, unused);
  }

  /// Runs a statement that deletes sessions and returns their root keys, and deletes those.
  private int ended(String statement, Object... arguments) {
    var roots = handle.select(statement, arguments).map(row -> row.getString(1)).list();
    roots.stream().sorted().forEach(accessKeys::deleteIfThere);
    return roots.size();
  }

  private static Row map(ResultSet row) throws SQLException {
    // 0 where no key was used yet.
    var lastUsed = Math.max(row.getLong("last_used_at"), row.getLong("key_used"));
    return new Row(
        row.getString("token_hash"),
        new AdministratorName(row.getString("name")),
        row.getString("root_key_id"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(lastUsed),
        Instant.ofEpochMilli(row.getLong("expires_at")));
  }
}
