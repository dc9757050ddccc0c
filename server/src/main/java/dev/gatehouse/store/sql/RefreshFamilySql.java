package dev.gatehouse.store.sql;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.RefreshFamilies;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// SQL for table `refresh_family`. Scopes have no blanks in them, and are kept with blanks between.
final class RefreshFamilySql implements RefreshFamilies.Writes {
  private static final String BY_KEY = " WHERE pool_id = ? AND origin_jti = ?";
  private static final String FIND =
      """
      SELECT origin_jti, sub, client_id, event_id, authenticated_at, scopes, secret_hash, generation,
        rotated_at, created_at, expires_at, revoked_at
      FROM refresh_family\
      """
          + BY_KEY;
  private static final String INSERT =
      """
      INSERT INTO refresh_family (pool_id, origin_jti, sub, client_id, event_id, authenticated_at,
        scopes, secret_hash, generation, rotated_at, created_at, expires_at, revoked_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pool_id, origin_jti) DO NOTHING
      """;
  private static final String ROTATE =
      "UPDATE refresh_family SET generation = ?, rotated_at = ?"
          + BY_KEY
          + " AND generation = ? AND revoked_at IS NULL";
  private static final String REVOKE =
      "UPDATE refresh_family SET revoked_at = ?" + BY_KEY + " AND revoked_at IS NULL";
  private static final String REVOKE_ALL =
      """
      UPDATE refresh_family SET revoked_at = ?
      WHERE pool_id = ? AND sub = ? AND revoked_at IS NULL
      """;
  private static final String REVOKE_ALL_OF_CLIENT =
      """
      UPDATE refresh_family SET revoked_at = ?
      WHERE pool_id = ? AND client_id = ? AND revoked_at IS NULL
      """;
  private static final String DELETE_EXPIRED =
      """
      DELETE FROM refresh_family WHERE pool_id = ? AND origin_jti IN (
        SELECT origin_jti FROM refresh_family WHERE pool_id = ? AND expires_at < ?
        ORDER BY expires_at LIMIT ?)
      """;

  private final Handle handle;
  private final UserPresence users;

  RefreshFamilySql(Handle handle, UserPresence users) {
    this.handle = handle;
    this.users = users;
  }

  @Override
  public Optional<Row> find(UserPoolId poolId, UUID originJti) {
    return handle
        .select(FIND, poolId.value(), originJti.toString())
        .map(row -> map(poolId, row))
        .findOne();
  }

  @Override
  public void insert(Row row) {
    users.require(row.poolId(), row.sub());
    var inserted =
        handle.execute(
            INSERT,
            row.poolId().value(),
            row.originJti().toString(),
            row.sub().value(),
            row.clientId().value(),
            row.eventId().toString(),
            row.authenticatedAt().toEpochMilli(),
            String.join(" ", row.scopes()),
            row.secretHash(),
            row.generation(),
            millis(row.rotatedAt()),
            row.createdAt().toEpochMilli(),
            row.expiresAt().toEpochMilli(),
            millis(row.revokedAt()));
    if (inserted == 0) {
      throw new RefusedException(new Refusal.IdTaken(row.originJti().toString()));
    }
  }

  @Override
  public boolean rotate(Row row) {
    return handle.execute(
            ROTATE,
            row.generation(),
            millis(row.rotatedAt()),
            row.poolId().value(),
            row.originJti().toString(),
            row.generation() - 1)
        > 0;
  }

  @Override
  public boolean revoke(UserPoolId poolId, UUID originJti, Instant now) {
    return handle.execute(REVOKE, now.toEpochMilli(), poolId.value(), originJti.toString()) > 0;
  }

  @Override
  public int revokeAllOf(UserPoolId poolId, UserSub sub, Instant now) {
    return handle.execute(REVOKE_ALL, now.toEpochMilli(), poolId.value(), sub.value());
  }

  @Override
  public int revokeAllOf(UserPoolId poolId, ClientId clientId, Instant now) {
    return handle.execute(
        REVOKE_ALL_OF_CLIENT, now.toEpochMilli(), poolId.value(), clientId.value());
  }

  @Override
  public int deleteExpired(UserPoolId poolId, Instant time, int limit) {
    return handle.execute(
        DELETE_EXPIRED, poolId.value(), poolId.value(), time.toEpochMilli(), limit);
  }

  private static Row map(UserPoolId poolId, ResultSet row) throws SQLException {
    return new Row(
        poolId,
        UUID.fromString(row.getString("origin_jti")),
        new UserSub(row.getString("sub")),
        new ClientId(row.getString("client_id")),
        UUID.fromString(row.getString("event_id")),
        Instant.ofEpochMilli(row.getLong("authenticated_at")),
        new LinkedHashSet<>(List.of(row.getString("scopes").split(" ", -1))),
        row.getString("secret_hash"),
        row.getLong("generation"),
        optional(row, "rotated_at"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("expires_at")),
        optional(row, "revoked_at"));
  }

  private static @Nullable Long millis(Optional<Instant> time) {
    return time.map(Instant::toEpochMilli).orElse(null);
  }

  private static Optional<Instant> optional(ResultSet row, String column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
