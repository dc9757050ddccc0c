package dev.gatehouse.store.sql;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Groups;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// SQL for table `user_group`.
final class GroupSql implements Groups.Writes {
  static final String COLUMNS =
      "SELECT g.name, g.document, g.version, g.created_at, g.last_modified_at";

  /// A group that is removed has version 0: its row stays until its memberships are purged, and
  /// nothing finds it.
  static final String IS_THERE = " AND g.version > 0";

  private static final String FIND =
      COLUMNS + " FROM user_group g WHERE g.pool_id = ? AND g.name = ?" + IS_THERE;
  private static final String LIST =
      COLUMNS
          + " FROM user_group g WHERE g.pool_id = ? AND g.name > ?"
          + IS_THERE
          + " ORDER BY g.name LIMIT ?";
  private static final String COUNT =
      "SELECT COUNT(*) FROM user_group g WHERE g.pool_id = ?" + IS_THERE;
  private static final String EXISTS =
      "SELECT 1 FROM user_group g WHERE g.pool_id = ? AND g.name = ?" + IS_THERE;
  private static final String INSERT =
      """
      INSERT INTO user_group (pool_id, name, document, version, created_at, last_modified_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """;
  private static final String UPDATE =
      """
      UPDATE user_group SET document = ?, version = ?, last_modified_at = ?
      WHERE pool_id = ? AND name = ? AND version = ?
      """;
  private static final String REMOVE =
      "UPDATE user_group SET version = 0 WHERE pool_id = ? AND name = ? AND version > 0";
  private static final String FIND_REMOVED =
      "SELECT name FROM user_group WHERE pool_id = ? AND version = 0 ORDER BY name LIMIT 1";
  private static final String IS_REMOVED =
      "SELECT 1 FROM user_group WHERE pool_id = ? AND name = ? AND version = 0";
  private static final String HAS_MEMBERS =
      "SELECT 1 FROM group_member WHERE pool_id = ? AND group_name = ? LIMIT 1";
  private static final String PURGE =
      """
      DELETE FROM group_member WHERE pool_id = ? AND group_name = ? AND sub IN (
        SELECT sub FROM group_member WHERE pool_id = ? AND group_name = ? LIMIT ?)
      """;
  private static final String DELETE_REMOVED =
      "DELETE FROM user_group WHERE pool_id = ? AND name = ? AND version = 0";

  /// What a group that is made again under its name deletes at most of the one before.
  private static final int REST_MAX = 500;

  private final Handle handle;
  private final Dialect dialect;
  private final UserPoolSql pools;

  GroupSql(Handle handle, Dialect dialect, UserPoolSql pools) {
    this.handle = handle;
    this.dialect = dialect;
    this.pools = pools;
  }

  @Override
  public Optional<Row> find(UserPoolId poolId, String name) {
    return handle.select(FIND, poolId.value(), name).map(row -> map(poolId, row)).findOne();
  }

  @Override
  public List<Row> list(UserPoolId poolId, Optional<String> after, int limit) {
    return handle
        .select(LIST, poolId.value(), after.orElse(""), limit)
        .map(row -> map(poolId, row))
        .list();
  }

  @Override
  public boolean hasRemoved(UserPoolId poolId) {
    return findRemoved(poolId, "").isPresent();
  }

  private Optional<String> findRemoved(UserPoolId poolId, String hold) {
    return handle
        .select(FIND_REMOVED + hold, poolId.value())
        .map(row -> row.getString(1))
        .findOne();
  }

  @Override
  public void insert(Row row, int max) {
    if (pools.lock(row.poolId()).isEmpty()) {
      throw new RefusedException(new Refusal.UnknownPool(row.poolId()));
    }
    if (isFound(EXISTS, row.poolId(), row.name())) {
      throw new RefusedException(new Refusal.GroupExists(row.name()));
    }
    if (handle.select(COUNT, row.poolId().value()).map(count -> count.getInt(1)).one() >= max) {
      throw new RefusedException(new Refusal.TooManyGroups(max));
    }
    if (isFound(IS_REMOVED + dialect.forUpdate(), row.poolId(), row.name())
        && !isPurged(row.poolId(), row.name(), REST_MAX)) {
      throw new RefusedException(new Refusal.Overloaded());
    }
    handle.execute(
        INSERT,
        row.poolId().value(),
        row.name(),
        row.document(),
        row.version(),
        row.createdAt().toEpochMilli(),
        row.lastModifiedAt().toEpochMilli());
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
            row.name(),
            row.version() - 1);
    if (updated == 0) {
      throw new RefusedException(
          isFound(EXISTS, row.poolId(), row.name())
              ? new Refusal.Conflict()
              : new Refusal.UnknownGroup(row.name()));
    }
  }

  @Override
  public void remove(UserPoolId poolId, String name) {
    if (handle.execute(REMOVE, poolId.value(), name) == 0) {
      throw new RefusedException(new Refusal.UnknownGroup(name));
    }
  }

  @Override
  public boolean purge(UserPoolId poolId, int limit) {
    var name = findRemoved(poolId, dialect.forUpdateUnlessHeld());
    name.ifPresent(removed -> isPurged(poolId, removed, limit));
    return name.isPresent();
  }

  /// Deletes some memberships of a removed group that is held, so that nobody else does meanwhile,
  /// and the group itself when none is left that would go with it.
  private boolean isPurged(UserPoolId poolId, String name, int limit) {
    handle.execute(PURGE, poolId.value(), name, poolId.value(), name, limit);
    if (isFound(HAS_MEMBERS, poolId, name)) {
      return false;
    }
    handle.execute(DELETE_REMOVED, poolId.value(), name);
    return true;
  }

  /// Refuses an unknown group, and keeps a known one from being deleted until the end of the
  /// transaction.
  void require(UserPoolId poolId, String name) {
    if (!isFound(EXISTS + dialect.forKeyShare(), poolId, name)) {
      throw new RefusedException(new Refusal.UnknownGroup(name));
    }
  }

  private boolean isFound(String statement, UserPoolId poolId, String name) {
    return handle
        .select(statement, poolId.value(), name)
        .map(row -> row.getInt(1))
        .findOne()
        .isPresent();
  }

  /// The row of a query that begins with [#COLUMNS].
  static Row map(UserPoolId poolId, ResultSet row) throws SQLException {
    return new Row(
        poolId,
        row.getString("name"),
        row.getString("document"),
        row.getLong("version"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("last_modified_at")));
  }
}
