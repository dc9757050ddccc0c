package dev.gatehouse.store.sql;

import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.store.SetUpLinks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// SQL for table `set_up_link`.
final class SetUpLinkSql implements SetUpLinks.Writes {
  private static final String COLUMNS =
      "SELECT name_key, token_hash, expires_at FROM set_up_link WHERE ";
  private static final String FIND = COLUMNS + "token_hash = ?";
  private static final String FIND_OF = COLUMNS + "name_key = ?";
  private static final String PUT =
      """
      INSERT INTO set_up_link (name_key, token_hash, expires_at) VALUES (?, ?, ?)
      ON CONFLICT (name_key) DO UPDATE SET token_hash = excluded.token_hash,
        expires_at = excluded.expires_at
      """;
  private static final String TAKE =
      "DELETE FROM set_up_link WHERE name_key = ? AND token_hash = ?";
  private static final String DELETE_OF = "DELETE FROM set_up_link WHERE name_key = ?";
  private static final String DELETE_EXPIRED = "DELETE FROM set_up_link WHERE expires_at < ?";

  private final Handle handle;

  SetUpLinkSql(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Optional<Row> find(String tokenHash) {
    return handle.select(FIND, tokenHash).map(row -> map(row)).findOne();
  }

  @Override
  public Optional<Row> findOf(AdministratorName name) {
    return handle.select(FIND_OF, name.key()).map(row -> map(row)).findOne();
  }

  @Override
  public void put(Row row) {
    handle.execute(PUT, key(row), row.tokenHash(), row.expiresAt().toEpochMilli());
  }

  @Override
  public boolean take(Row row) {
    return handle.execute(TAKE, key(row), row.tokenHash()) > 0;
  }

  /// The link of an administrator who goes.
  void deleteOf(AdministratorName name) {
    handle.execute(DELETE_OF, name.key());
  }

  @Override
  public int deleteExpired(Instant time) {
    return handle.execute(DELETE_EXPIRED, time.toEpochMilli());
  }

  private static String key(Row row) {
    return row.name().map(AdministratorName::key).orElse("");
  }

  private static Row map(ResultSet row) throws SQLException {
    return new Row(
        AdministratorName.parse(row.getString("name_key")),
        row.getString("token_hash"),
        Instant.ofEpochMilli(row.getLong("expires_at")));
  }
}
