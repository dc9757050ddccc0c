package dev.gatehouse.store.sql;

import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Domains;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// SQL for tables `domain` and `domain_directory`.
final class DomainSql implements Domains.Writes {
  private static final String COLUMNS =
      "SELECT pool_id, name, document, version, created_at, last_modified_at FROM domain";
  private static final String FIND = COLUMNS + " WHERE pool_id = ? AND name = ?";
  private static final String LIST = COLUMNS + " WHERE pool_id = ? ORDER BY name";
  private static final String FIND_POOL =
      "SELECT pool_id FROM domain_directory WHERE directory_key = ?";
  // Reads the whole table: asked in dev mode only, where a path says no Region.
  private static final String FIND_POOL_OF_PREFIX =
      "SELECT pool_id FROM domain WHERE name = ? ORDER BY pool_id LIMIT 1";
  // Reads the whole table: custom hosts are made seldom, and a pool has two domains at most.
  private static final String COUNT_CUSTOM =
      "SELECT COUNT(*) FROM domain WHERE substr(pool_id, 1, ?) = ? AND name LIKE '%.%'";
  private static final String INSERT =
      """
      INSERT INTO domain (pool_id, name, document, version, created_at, last_modified_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """;
  private static final String INSERT_DIRECTORY =
      """
      INSERT INTO domain_directory (directory_key, pool_id) VALUES (?, ?)
      ON CONFLICT (directory_key) DO NOTHING
      """;
  private static final String UPDATE =
      """
      UPDATE domain SET document = ?, version = ?, last_modified_at = ?
      WHERE pool_id = ? AND name = ? AND version = ?
      """;
  private static final String DELETE = "DELETE FROM domain WHERE pool_id = ? AND name = ?";
  private static final String DELETE_DIRECTORY =
      "DELETE FROM domain_directory WHERE directory_key = ? AND pool_id = ?";

  private final Handle handle;
  private final UserPoolSql pools;
  private final ChangeSql changes;

  DomainSql(Handle handle, UserPoolSql pools, ChangeSql changes) {
    this.handle = handle;
    this.pools = pools;
    this.changes = changes;
  }

  @Override
  public Optional<Row> find(DomainName domain) {
    return findPool(domain.directoryKey()).flatMap(pool -> find(pool, domain));
  }

  @Override
  public Optional<UserPoolId> findPoolOfHost(String host) {
    return findPool(host);
  }

  @Override
  public Optional<UserPoolId> findPoolOfPrefix(String prefix) {
    return handle
        .select(FIND_POOL_OF_PREFIX, prefix)
        .map(row -> row.getString(1))
        .findOne()
        .map(UserPoolId::new);
  }

  @Override
  public List<Row> list(UserPoolId poolId) {
    return handle.select(LIST, poolId.value()).map(row -> map(row)).list();
  }

  @Override
  public int countCustom(Region region) {
    var start = region.name() + "_";
    return handle.select(COUNT_CUSTOM, start.length(), start).map(row -> row.getInt(1)).one();
  }

  @Override
  public void insert(Row row) {
    pools.require(row.poolId());
    if (handle.execute(INSERT_DIRECTORY, row.domain().directoryKey(), row.poolId().value()) == 0) {
      throw new RefusedException(new Refusal.DomainTaken(row.domain().name()));
    }
    handle.execute(
        INSERT,
        row.poolId().value(),
        row.domain().name(),
        row.document(),
        row.version(),
        row.createdAt().toEpochMilli(),
        row.lastModifiedAt().toEpochMilli());
    changed(row.poolId(), row.domain());
  }

  @Override
  public void update(Row row) {
    var updated =
        handle.execute(
            UPDATE,
            row.document(),
            row.version(),
            row.lastModifiedAt().toEpochMilli(),
            row.poolId().value(),
            row.domain().name(),
            row.version() - 1);
    if (updated == 0) {
      throw new RefusedException(
          find(row.poolId(), row.domain()).isPresent()
              ? new Refusal.Conflict()
              : new Refusal.UnknownDomain(row.domain().name()));
    }
    changed(row.poolId(), row.domain());
  }

  @Override
  public void delete(UserPoolId poolId, DomainName domain) {
    if (handle.execute(DELETE, poolId.value(), domain.name()) == 0) {
      throw new RefusedException(new Refusal.UnknownDomain(domain.name()));
    }
    handle.execute(DELETE_DIRECTORY, domain.directoryKey(), poolId.value());
    changed(poolId, domain);
  }

  private Optional<Row> find(UserPoolId poolId, DomainName domain) {
    return handle.select(FIND, poolId.value(), domain.name()).map(row -> map(row)).findOne();
  }

  private Optional<UserPoolId> findPool(String directoryKey) {
    return handle
        .select(FIND_POOL, directoryKey)
        .map(row -> row.getString(1))
        .findOne()
        .map(UserPoolId::new);
  }

  private void changed(UserPoolId poolId, DomainName domain) {
    changes.record(Change.Kind.DOMAIN, poolId.value(), domain.directoryKey());
  }

  private static Row map(ResultSet row) throws SQLException {
    var poolId = new UserPoolId(row.getString("pool_id"));
    return new Row(
        poolId,
        new DomainName(row.getString("name"), poolId.region()),
        row.getString("document"),
        row.getLong("version"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("last_modified_at")));
  }
}
