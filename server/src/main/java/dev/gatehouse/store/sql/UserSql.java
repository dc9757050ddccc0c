package dev.gatehouse.store.sql;

import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Users;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// SQL for tables `pool_user` and `user_password`; pages of users are in [UserPageSql].
final class UserSql implements Users.Writes {
  private static final String FROM_USER = " FROM pool_user u";

  private static final String FROM_NAME =
      " FROM login_name n JOIN pool_user u ON u.pool_id = n.pool_id AND u.sub = n.sub";

  private static final String WITH_PASSWORD =
      " LEFT JOIN user_password c ON c.pool_id = u.pool_id AND c.sub = u.sub";

  private static final String BY_SUB = " WHERE u.pool_id = ? AND u.sub = ?";

  /// At most four rows, one of each kind, in the order of the index. A username goes before them
  /// all: to sort by that, SQLite needs four times as long as to find them.
  private static final String BY_NAME = " WHERE n.pool_id = ? AND n.name = ? ORDER BY n.kind";

  private static final String KIND = ", n.kind";

  private static final String FIND = UserColumns.USER + FROM_USER + BY_SUB;
  private static final String FIND_BY_NAME = UserColumns.USER + KIND + FROM_NAME + BY_NAME;
  private static final String FIND_CREDENTIALS =
      UserColumns.CREDENTIALS + FROM_USER + WITH_PASSWORD + BY_SUB;
  private static final String FIND_CREDENTIALS_BY_NAME =
      UserColumns.CREDENTIALS + KIND + FROM_NAME + WITH_PASSWORD + BY_NAME;
  private static final String INSERT =
      """
      INSERT INTO pool_user (pool_id, sub, username, status, enabled, attributes, version,
        created_at, last_modified_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pool_id, sub) DO NOTHING
      """;
  private static final String UPDATE =
      """
      UPDATE pool_user SET status = ?, enabled = ?, attributes = ?, version = ?, last_modified_at = ?
      WHERE pool_id = ? AND sub = ?
      """;
  private static final String SET_PASSWORD =
      """
      INSERT INTO user_password (pool_id, sub, srp_salt, srp_verifier, hash, set_at, temporary)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (pool_id, sub) DO UPDATE SET srp_salt = excluded.srp_salt,
        srp_verifier = excluded.srp_verifier, hash = excluded.hash, set_at = excluded.set_at,
        temporary = excluded.temporary
      """;
  private static final String DELETE_PASSWORD =
      "DELETE FROM user_password WHERE pool_id = ? AND sub = ?";
  private static final String DELETE = "DELETE FROM pool_user WHERE pool_id = ? AND sub = ?";

  private final Handle handle;
  private final Dialect dialect;
  private final UserPoolSql pools;
  private final LoginNameSql names;
  private final AttemptSql attempts;
  private final UserSearchSql search;

  UserSql(
      Handle handle, Dialect dialect, UserPoolSql pools, LoginNameSql names, AttemptSql attempts) {
    this.handle = handle;
    this.dialect = dialect;
    this.pools = pools;
    this.names = names;
    this.attempts = attempts;
    search = new UserSearchSql(handle);
  }

  @Override
  public Optional<Row> find(UserPoolId poolId, UserSub sub) {
    return findBySub(FIND, poolId, sub);
  }

  @Override
  public Optional<Row> findByName(UserPoolId poolId, String name) {
    return ofName(
        handle
            .select(FIND_BY_NAME, poolId.value(), name)
            .map(row ->
                new Named<>(row.getString(UserColumns.AFTER_USER), UserColumns.user(poolId, row)))
            .list());
  }

  @Override
  public Optional<Credentials> findCredentials(UserPoolId poolId, UserSub sub) {
    return handle
        .select(FIND_CREDENTIALS, poolId.value(), sub.value())
        .map(row -> UserColumns.credentials(poolId, row))
        .findOne();
  }

  @Override
  public Optional<Credentials> findCredentialsByName(UserPoolId poolId, String name) {
    return ofName(
        handle
            .select(FIND_CREDENTIALS_BY_NAME, poolId.value(), name)
            .map(row ->
                new Named<>(
                    row.getString(UserColumns.AFTER_CREDENTIALS),
                    UserColumns.credentials(poolId, row)))
            .list());
  }

  @Override
  public Optional<Row> lock(UserPoolId poolId, UserSub sub) {
    return findBySub(FIND + dialect.forUpdate(), poolId, sub);
  }

  private Optional<Row> findBySub(String query, UserPoolId poolId, UserSub sub) {
    return handle
        .select(query, poolId.value(), sub.value())
        .map(row -> UserColumns.user(poolId, row))
        .findOne();
  }

  /// Who has a name, and as what.
  private record Named<T>(String kind, T user) {}

  /// Whose username it is, otherwise whose alias.
  private static <T> Optional<T> ofName(List<Named<T>> found) {
    return found.stream()
        .filter(named -> named.kind.equals(LoginKind.USERNAME.attribute()))
        .findFirst()
        .or(() -> found.stream().findFirst())
        .map(Named::user);
  }

  @Override
  public void insert(Row row, Set<LoginName> loginNames) {
    pools.require(row.poolId());
    if (insertRow(row) == 0) {
      throw new RefusedException(new Refusal.IdTaken(row.sub().value()));
    }
    var taken = names.insert(row.poolId(), row.sub(), loginNames);
    if (taken.isPresent()) {
      // A closure may catch the refusal and go on: nothing of the user may be left.
      handle.execute(DELETE, row.poolId().value(), row.sub().value());
      throw LoginNameSql.taken(taken.get());
    }
    search.insert(row);
  }

  @Override
  public void insert(Row row, Password password, Set<LoginName> loginNames) {
    insert(row, loginNames);
    setPassword(row, password);
  }

  private int insertRow(Row row) {
    return handle.execute(
        INSERT,
        row.poolId().value(),
        row.sub().value(),
        row.username().value(),
        row.status().name(),
        row.enabled(),
        UserColumns.text(row.attributes()),
        row.version(),
        row.createdAt().toEpochMilli(),
        row.lastModifiedAt().toEpochMilli());
  }

  @Override
  public void update(Row row) {
    var stored = require(row.poolId(), row.sub());
    if (stored.version() != row.version() - 1) {
      throw new RefusedException(new Refusal.Conflict());
    }
    handle.execute(
        UPDATE,
        row.status().name(),
        row.enabled(),
        UserColumns.text(row.attributes()),
        row.version(),
        row.lastModifiedAt().toEpochMilli(),
        row.poolId().value(),
        row.sub().value());
    search.replace(stored, row);
  }

  @Override
  public void update(Row row, Password password) {
    update(row);
    setPassword(row, password);
  }

  private void setPassword(Row row, Password password) {
    handle.execute(
        SET_PASSWORD,
        row.poolId().value(),
        row.sub().value(),
        password.srpSalt(),
        password.srpVerifier().text(),
        password.hash().text(),
        password.setAt().toEpochMilli(),
        password.temporary());
  }

  @Override
  public void deletePassword(UserPoolId poolId, UserSub sub) {
    handle.execute(DELETE_PASSWORD, poolId.value(), sub.value());
  }

  @Override
  public void delete(UserPoolId poolId, UserSub sub) {
    search.delete(require(poolId, sub));
    attempts.deleteAllOf(poolId, sub.value());
    handle.execute(DELETE, poolId.value(), sub.value());
  }

  /// Refuses an unknown user, and holds a known one.
  private Row require(UserPoolId poolId, UserSub sub) {
    return lock(poolId, sub)
        .orElseThrow(() -> new RefusedException(new Refusal.UnknownUser(sub.value())));
  }
}
