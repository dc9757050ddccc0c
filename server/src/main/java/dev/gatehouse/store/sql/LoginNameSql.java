package dev.gatehouse.store.sql;

import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.LoginNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// SQL for table `login_name`.
final class LoginNameSql implements LoginNames.Writes {
  /// In the order of the key, so that two users who ask for the same names wait for each other, and
  /// not each for the other one.
  private static final Comparator<LoginName> BY_KEY =
      Comparator.comparing(LoginName::name).thenComparing(LoginName::kind);

  /// One statement whatever the number of names, by that number, from one on.
  private static final List<String> INSERT =
      IntStream.rangeClosed(1, LoginKind.values().length)
          .mapToObj(rows ->
              """
              INSERT INTO login_name (pool_id, name, kind, sub) VALUES %s
              ON CONFLICT (pool_id, name, kind) DO NOTHING RETURNING kind\
              """
                  .formatted(String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?)"))))
          .toList();

  private static final String FIND_OWNER =
      "SELECT sub FROM login_name WHERE pool_id = ? AND name = ? AND kind = ?";
  private static final String LIST =
      "SELECT kind, name FROM login_name WHERE pool_id = ? AND sub = ?";
  private static final String HAND_OVER =
      "UPDATE login_name SET sub = ? WHERE pool_id = ? AND name = ? AND kind = ?";
  private static final String RELEASE =
      "DELETE FROM login_name WHERE pool_id = ? AND name = ? AND kind = ? AND sub = ?";

  private final Handle handle;
  private final Dialect dialect;
  private final UserPresence users;

  LoginNameSql(Handle handle, Dialect dialect, UserPresence users) {
    this.handle = handle;
    this.dialect = dialect;
    this.users = users;
  }

  @Override
  public Optional<UserSub> findOwner(UserPoolId poolId, LoginName name) {
    return findOwner(FIND_OWNER, poolId, name);
  }

  private Optional<UserSub> findOwner(String query, UserPoolId poolId, LoginName name) {
    return handle
        .select(query, poolId.value(), name.name(), name.kind().attribute())
        .map(row -> row.getString(1))
        .findOne()
        .map(UserSub::new);
  }

  @Override
  public Set<LoginName> list(UserPoolId poolId, UserSub sub) {
    return Set.copyOf(
        handle
            .select(LIST, poolId.value(), sub.value())
            .map(row -> new LoginName(LoginKind.of(row.getString(1)), row.getString(2)))
            .list());
  }

  /// Gives names to a user who is there.
  ///
  /// @return one that another user has; the others may be given then
  Optional<LoginName> insert(UserPoolId poolId, UserSub sub, Set<LoginName> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    var inOrder = names.stream().sorted(BY_KEY).toList();
    var values = new ArrayList<Object>();
    for (var name : inOrder) {
      values.add(poolId.value());
      values.add(name.name());
      values.add(name.kind().attribute());
      values.add(sub.value());
    }
    var given =
        new HashSet<>(
            handle
                .select(INSERT.get(inOrder.size() - 1), values.toArray())
                .map(row -> row.getString(1))
                .list());
    return inOrder.stream()
        .filter(name -> !given.contains(name.kind().attribute()))
        .min(Comparator.comparing(LoginName::kind));
  }

  @Override
  public void take(UserPoolId poolId, UserSub sub, LoginName name) {
    users.require(poolId, sub);
    if (insert(poolId, sub, Set.of(name)).isPresent()
        && !requireOwner(FIND_OWNER, poolId, name).equals(sub)) {
      throw taken(name);
    }
  }

  @Override
  public Optional<UserSub> takeOver(UserPoolId poolId, UserSub sub, LoginName alias) {
    if (alias.kind() == LoginKind.USERNAME) {
      throw new IllegalArgumentException("a username is never handed over");
    }
    users.require(poolId, sub);
    if (insert(poolId, sub, Set.of(alias)).isEmpty()) {
      return Optional.empty();
    }
    var owner = requireOwner(FIND_OWNER + dialect.forUpdate(), poolId, alias);
    if (owner.equals(sub)) {
      return Optional.empty();
    }
    handle.execute(HAND_OVER, sub.value(), poolId.value(), alias.name(), alias.kind().attribute());
    return Optional.of(owner);
  }

  /// Who has a name that was met a moment ago; when he has just freed it, all begins again.
  private UserSub requireOwner(String query, UserPoolId poolId, LoginName name) {
    return findOwner(query, poolId, name).orElseThrow(SerializationFailure::new);
  }

  @Override
  public void release(UserPoolId poolId, UserSub sub, LoginName name) {
    handle.execute(RELEASE, poolId.value(), name.name(), name.kind().attribute(), sub.value());
  }

  static RefusedException taken(LoginName name) {
    return new RefusedException(
        name.kind() == LoginKind.USERNAME
            ? new Refusal.UsernameExists()
            : new Refusal.AliasExists(name.kind()));
  }
}
