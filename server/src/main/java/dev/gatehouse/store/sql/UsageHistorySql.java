package dev.gatehouse.store.sql;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.UsageHistory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// SQL for tables `usage_slot` and `client_use`.
final class UsageHistorySql implements UsageHistory.Writes {
  private static final String COLUMNS =
      "SELECT pool_id, client_id, minutes, starts_at, counts FROM usage_slot ";
  private static final String OF_KEY =
      " WHERE pool_id = ? AND client_id = ? AND minutes = ? AND starts_at = ?";
  private static final String LIST =
      COLUMNS
          + """
          WHERE pool_id = ? AND client_id = ? AND minutes = ? AND starts_at >= ?
          ORDER BY starts_at
          """;
  private static final String LIST_OF_CLIENTS =
      COLUMNS
          + """
          WHERE pool_id = ? AND client_id >= ? AND client_id <= ? AND minutes = ? AND starts_at >= ?
          ORDER BY client_id, starts_at
          """;
  private static final String LAST_TOKENS =
      """
      SELECT client_id, last_token_at FROM client_use
      WHERE pool_id = ? AND client_id >= ? AND client_id <= ?
      """;
  private static final String COUNT_CLIENTS =
      "SELECT COUNT(*) FROM usage_slot WHERE minutes = ? AND starts_at = ? AND client_id > ''";
  private static final String COUNT_CLIENTS_OF_POOL = COUNT_CLIENTS + " AND pool_id = ?";
  private static final String COUNT_POOLS =
      "SELECT COUNT(*) FROM usage_slot WHERE minutes = ? AND starts_at = ? AND client_id = ''";
  private static final String HOLD =
      "SELECT 1 FROM app_client WHERE pool_id = ? AND client_id = ? AND created_at = ?";
  private static final String LOCK = "SELECT counts FROM usage_slot" + OF_KEY;
  private static final String INSERT =
      """
      INSERT INTO usage_slot (pool_id, client_id, minutes, starts_at, counts)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT (pool_id, client_id, minutes, starts_at) DO NOTHING
      """;
  private static final String UPDATE = "UPDATE usage_slot SET counts = ?" + OF_KEY;
  private static final String TOKEN_ISSUED =
      """
      INSERT INTO client_use (pool_id, client_id, last_token_at) VALUES (?, ?, ?)
      ON CONFLICT (pool_id, client_id) DO UPDATE SET last_token_at = excluded.last_token_at
      WHERE client_use.last_token_at < excluded.last_token_at
      """;
  private static final String DELETE_BEFORE =
      """
      DELETE FROM usage_slot WHERE (pool_id, client_id, minutes, starts_at) IN (
        SELECT pool_id, client_id, minutes, starts_at FROM usage_slot
        WHERE minutes = ? AND starts_at < ? LIMIT ?)
      """;

  private final Handle handle;
  private final Dialect dialect;

  UsageHistorySql(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  @Override
  public List<Row> list(Key from) {
    return handle
        .select(LIST, from.poolId(), from.clientId(), from.minutes(), millis(from))
        .map(row -> map(row))
        .list();
  }

  @Override
  public List<Row> listOfClients(Clients clients, int minutes, Instant from) {
    return handle
        .select(
            LIST_OF_CLIENTS,
            clients.poolId().value(),
            clients.first().value(),
            clients.last().value(),
            minutes,
            from.toEpochMilli())
        .map(row -> map(row))
        .list();
  }

  @Override
  public Map<ClientId, Instant> lastTokens(Clients clients) {
    var last = new HashMap<ClientId, Instant>();
    handle
        .select(
            LAST_TOKENS, clients.poolId().value(), clients.first().value(), clients.last().value())
        .map(row ->
            Map.entry(
                new ClientId(row.getString("client_id")),
                Instant.ofEpochMilli(row.getLong("last_token_at"))))
        .list()
        .forEach(each -> last.put(each.getKey(), each.getValue()));
    return last;
  }

  @Override
  public int countClients(int minutes, Instant startsAt) {
    return count(COUNT_CLIENTS, minutes, startsAt.toEpochMilli());
  }

  @Override
  public int countClients(int minutes, Instant startsAt, UserPoolId poolId) {
    return count(COUNT_CLIENTS_OF_POOL, minutes, startsAt.toEpochMilli(), poolId.value());
  }

  @Override
  public int countPools(int minutes, Instant startsAt) {
    return count(COUNT_POOLS, minutes, startsAt.toEpochMilli());
  }

  private int count(String statement, Object... values) {
    return handle.select(statement, values).map(row -> row.getInt(1)).one();
  }

  @Override
  public boolean hold(UserPoolId poolId, ClientId clientId, Instant createdAt) {
    return handle
        .select(
            HOLD + dialect.forKeyShare(),
            poolId.value(),
            clientId.value(),
            createdAt.toEpochMilli())
        .map(row -> row.getInt(1))
        .findOne()
        .isPresent();
  }

  @Override
  public Optional<String> lock(Key key) {
    return handle
        .select(
            LOCK + dialect.forUpdate(), key.poolId(), key.clientId(), key.minutes(), millis(key))
        .map(row -> row.getString("counts"))
        .findOne();
  }

  @Override
  public boolean insert(Row row) {
    var key = row.key();
    return handle.execute(
            INSERT, key.poolId(), key.clientId(), key.minutes(), millis(key), row.counts())
        == 1;
  }

  @Override
  public void update(Row row) {
    var key = row.key();
    handle.execute(UPDATE, row.counts(), key.poolId(), key.clientId(), key.minutes(), millis(key));
  }

  @Override
  public void tokenIssued(UserPoolId poolId, ClientId clientId, Instant at) {
    handle.execute(TOKEN_ISSUED, poolId.value(), clientId.value(), at.toEpochMilli());
  }

  @Override
  public int deleteBefore(int minutes, Instant before, int limit) {
    return handle.execute(DELETE_BEFORE, minutes, before.toEpochMilli(), limit);
  }

  private static long millis(Key key) {
    return key.startsAt().toEpochMilli();
  }

  private static Row map(ResultSet row) throws SQLException {
    return new Row(
        new Key(
            row.getString("pool_id"),
            row.getString("client_id"),
            row.getInt("minutes"),
            Instant.ofEpochMilli(row.getLong("starts_at"))),
        row.getString("counts"));
  }
}
