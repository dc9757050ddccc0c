package dev.gatehouse.store.sql;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.ClientSecrets;
import dev.gatehouse.store.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// SQL for table `client_secret`.
final class ClientSecretSql implements ClientSecrets.Writes {
  /// Sorted here: SQLite needs four times as long to sort two rows as to find them.
  private static final Comparator<Row> BY_AGE =
      Comparator.comparing(Row::createdAt).thenComparing(Row::secretId);

  private static final String LIST =
      """
      SELECT pool_id, client_id, secret_id, sealed, created_at FROM client_secret
      WHERE pool_id = ? AND client_id = ?
      """;
  private static final String INSERT =
      """
      INSERT INTO client_secret (pool_id, client_id, secret_id, sealed, created_at)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT (pool_id, client_id, secret_id) DO NOTHING
      """;
  private static final String DELETE =
      "DELETE FROM client_secret WHERE pool_id = ? AND client_id = ? AND secret_id = ?";

  private final Handle handle;
  private final AppClientSql clients;
  private final ChangeSql changes;

  ClientSecretSql(Handle handle, AppClientSql clients, ChangeSql changes) {
    this.handle = handle;
    this.clients = clients;
    this.changes = changes;
  }

  @Override
  public List<Row> list(UserPoolId poolId, ClientId clientId) {
    return handle
        .select(LIST, poolId.value(), clientId.value())
        .map(row -> map(row))
        .list()
        .stream()
        .sorted(BY_AGE)
        .toList();
  }

  @Override
  public void insert(Row row) {
    clients.require(row.poolId(), row.clientId());
    var inserted =
        handle.execute(
            INSERT,
            row.poolId().value(),
            row.clientId().value(),
            row.secretId(),
            row.sealed().text(),
            row.createdAt().toEpochMilli());
    if (inserted == 0) {
      throw new RefusedException(new Refusal.IdTaken(row.secretId()));
    }
    changes.record(Change.Kind.APP_CLIENT, row.poolId().value(), row.clientId().value());
  }

  @Override
  public void delete(UserPoolId poolId, ClientId clientId, String secretId) {
    if (handle.execute(DELETE, poolId.value(), clientId.value(), secretId) == 0) {
      throw new RefusedException(new Refusal.UnknownSecretId(secretId));
    }
    changes.record(Change.Kind.APP_CLIENT, poolId.value(), clientId.value());
  }

  private static Row map(ResultSet row) throws SQLException {
    return new Row(
        new UserPoolId(row.getString("pool_id")),
        new ClientId(row.getString("client_id")),
        row.getString("secret_id"),
        new Sealed(row.getString("sealed")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
