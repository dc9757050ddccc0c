package dev.gatehouse.store.sql;

import static dev.gatehouse.store.sql.SigningKeySql.instant;

import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.AdministratorRole;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Administrators;
import dev.gatehouse.store.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// SQL for table `administrator`. Ids of pools have no space, which separates them.
final class AdministratorSql implements Administrators.Writes {
  private static final String COLUMNS =
      """
      SELECT name, role, pools, password, totp_seed, totp_enabled, totp_step, created_at,
        updated_at, last_sign_in_at
      FROM administrator
      """;
  private static final String FIND = COLUMNS + " WHERE name_key = ?";
  private static final String LIST = COLUMNS + " ORDER BY name_key";
  private static final String INSERT =
      """
      INSERT INTO administrator (name_key, name, role, pools, password, totp_seed, totp_enabled,
        totp_step, created_at, updated_at, last_sign_in_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name_key) DO NOTHING
      """;
  private static final String UPDATE =
      """
      UPDATE administrator SET role = ?, pools = ?, password = ?, totp_seed = ?, totp_enabled = ?,
        totp_step = ?, updated_at = ?, last_sign_in_at = ?
      WHERE name_key = ?
      """;
  private static final String DELETE = "DELETE FROM administrator WHERE name_key = ?";

  private final Handle handle;
  private final ConsoleSessionSql sessions;
  private final SetUpLinkSql links;
  private final String lock;
  private final String lockAll;

  AdministratorSql(Handle handle, Dialect dialect, ConsoleSessionSql sessions, SetUpLinkSql links) {
    this.handle = handle;
    this.sessions = sessions;
    this.links = links;
    lock = FIND + dialect.forUpdate();
    lockAll = LIST + dialect.forUpdate();
  }

  @Override
  public Optional<Row> find(AdministratorName name) {
    return handle.select(FIND, name.key()).map(row -> map(row)).findOne();
  }

  @Override
  public List<Row> list() {
    return handle.select(LIST).map(row -> map(row)).list();
  }

  @Override
  public Optional<Row> lock(AdministratorName name) {
    return handle.select(lock, name.key()).map(row -> map(row)).findOne();
  }

  @Override
  public List<Row> lockAll() {
    return handle.select(lockAll).map(row -> map(row)).list();
  }

  @Override
  public void insert(Row row) {
    var inserted =
        handle.execute(
            INSERT,
            row.name().key(),
            row.name().value(),
            row.role().name(),
            String.join(" ", row.pools()),
            row.password().map(Sealed::text).orElse(null),
            row.totp().map(totp -> totp.seed().text()).orElse(null),
            isEnabled(row),
            step(row),
            row.createdAt().toEpochMilli(),
            row.updatedAt().toEpochMilli(),
            row.lastSignInAt().map(Instant::toEpochMilli).orElse(null));
    if (inserted == 0) {
      throw new RefusedException(new Refusal.AdministratorExists(row.name().value()));
    }
  }

  @Override
  public void update(Row row) {
    handle.execute(
        UPDATE,
        row.role().name(),
        String.join(" ", row.pools()),
        row.password().map(Sealed::text).orElse(null),
        row.totp().map(totp -> totp.seed().text()).orElse(null),
        isEnabled(row),
        step(row),
        row.updatedAt().toEpochMilli(),
        row.lastSignInAt().map(Instant::toEpochMilli).orElse(null),
        row.name().key());
  }

  private static boolean isEnabled(Row row) {
    return row.totp().map(Totp::enabled).orElse(false);
  }

  private static long step(Row row) {
    return row.totp().map(Totp::lastStep).orElse(0L);
  }

  @Override
  public void delete(AdministratorName name) {
    sessions.endAllOf(name, Optional.empty());
    links.deleteOf(name);
    if (handle.execute(DELETE, name.key()) == 0) {
      throw new RefusedException(new Refusal.UnknownAdministrator(name.value()));
    }
  }

  private static Row map(ResultSet row) throws SQLException {
    var pools = row.getString("pools");
    var enabled = row.getBoolean("totp_enabled");
    var step = row.getLong("totp_step");
    return new Row(
        new AdministratorName(row.getString("name")),
        AdministratorRole.valueOf(row.getString("role")),
        pools.isEmpty() ? List.of() : List.of(pools.split(" ", -1)),
        Optional.ofNullable(row.getString("password")).map(Sealed::new),
        Optional.ofNullable(row.getString("totp_seed"))
            .map(seed -> new Totp(new Sealed(seed), enabled, step)),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")),
        instant(row, "last_sign_in_at"));
  }
}
