package dev.gatehouse.store.sql;

import dev.gatehouse.pool.SearchAttribute;
import dev.gatehouse.pool.UserEstimate;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.UserPages;
import dev.gatehouse.store.Users;
import java.util.List;
import java.util.Optional;

/// SQL for pages of users. Each statement walks along one index from a position and stops after a
/// page; none counts, sorts or skips, but for the first few users.
final class UserPageSql implements UserPages {
  private static final String FROM = UserColumns.USER + " FROM pool_user u WHERE u.pool_id = ?";
  private static final String LIST = FROM + " AND u.sub >= ? AND u.sub < ? ORDER BY u.sub LIMIT ?";

  private static final String OF_POOL =
      " FROM pool_user WHERE pool_id = ? AND sub >= '' AND sub < 'g'";
  private static final String SUB_AT = "SELECT sub" + OF_POOL + " ORDER BY sub LIMIT 1 OFFSET ?";
  private static final String COUNT = "SELECT COUNT(*)" + OF_POOL;

  /// A range of one value, and not an equality: SQLite would take the order of the subs from the
  /// primary key then, and look through all users for the few of a status.
  private static final String LIST_BY_STATUS =
      FROM + " AND (u.status, u.sub) > (?, ?) AND u.status <= ? ORDER BY u.status, u.sub LIMIT ?";

  private static final String LIST_BY_ENABLED =
      FROM
          + " AND (u.enabled, u.sub) > (?, ?) AND u.enabled <= ? ORDER BY u.enabled, u.sub LIMIT ?";
  private static final String LIST_BY_GROUP =
      UserColumns.USER
          + """
           FROM group_member m JOIN pool_user u ON u.pool_id = m.pool_id AND u.sub = m.sub
          WHERE m.pool_id = ? AND m.group_name = ? AND m.sub > ? ORDER BY m.sub LIMIT ?\
          """;
  private static final String SEARCH =
      UserColumns.USER
          + """
           FROM user_search s JOIN pool_user u ON u.pool_id = s.pool_id AND u.sub = s.sub
          WHERE s.pool_id = ? AND s.attribute = ?\
          """;
  private static final String LIST_BY_VALUE =
      SEARCH + " AND s.folded = ? AND s.sub > ? ORDER BY s.sub LIMIT ?";
  private static final String LIST_BY_PREFIX =
      SEARCH + " AND (s.folded, s.sub) > (?, ?) AND s.folded < ? ORDER BY s.folded, s.sub LIMIT ?";

  /// Above every sub: subs are hexadecimal.
  private static final String AFTER_ALL_SUBS = "g";

  /// Behind a sub and before the next one: subs have one length.
  private static final String BEHIND = " ";

  /// Above every folded value.
  private static final String AFTER_ALL_VALUES =
      Character.toString(Character.MAX_CODE_POINT).repeat(SearchAttribute.FOLDED_MAX);

  private final Handle handle;

  UserPageSql(Handle handle) {
    this.handle = handle;
  }

  @Override
  public int estimate(UserPoolId poolId, int sample) {
    var last =
        handle.select(SUB_AT, poolId.value(), sample - 1).map(row -> row.getString(1)).findOne();
    return last.isPresent()
        ? UserEstimate.of(sample, new UserSub(last.get()))
        : handle.select(COUNT, poolId.value()).map(row -> row.getInt(1)).one();
  }

  @Override
  public List<Users.Row> list(UserPoolId poolId, Optional<UserSub> after, int limit) {
    return listBySub(poolId, "", after, limit);
  }

  @Override
  public List<Users.Row> listBySub(
      UserPoolId poolId, String prefix, Optional<UserSub> after, int limit) {
    var from = after.map(sub -> sub.value() + BEHIND).orElse(prefix);
    var to = BytewisePrefix.end(prefix).orElse(AFTER_ALL_SUBS);
    return page(poolId, LIST, poolId.value(), from, to, limit);
  }

  @Override
  public List<Users.Row> listByStatus(
      UserPoolId poolId, UserStatus status, Optional<UserSub> after, int limit) {
    return page(
        poolId, LIST_BY_STATUS, poolId.value(), status.name(), text(after), status.name(), limit);
  }

  @Override
  public List<Users.Row> listByEnabled(
      UserPoolId poolId, boolean enabled, Optional<UserSub> after, int limit) {
    return page(poolId, LIST_BY_ENABLED, poolId.value(), enabled, text(after), enabled, limit);
  }

  @Override
  public List<Users.Row> listByGroup(
      UserPoolId poolId, String group, Optional<UserSub> after, int limit) {
    return page(poolId, LIST_BY_GROUP, poolId.value(), group, text(after), limit);
  }

  @Override
  public List<Users.Row> listByValue(
      UserPoolId poolId,
      SearchAttribute attribute,
      String value,
      Optional<UserSub> after,
      int limit) {
    return page(
        poolId,
        LIST_BY_VALUE,
        poolId.value(),
        attribute.attribute(),
        attribute.fold(value),
        text(after),
        limit);
  }

  @Override
  public List<Users.Row> listByPrefix(
      UserPoolId poolId,
      SearchAttribute attribute,
      String prefix,
      Optional<Position> after,
      int limit) {
    var folded = attribute.fold(prefix);
    return page(
        poolId,
        LIST_BY_PREFIX,
        poolId.value(),
        attribute.attribute(),
        after.map(Position::folded).orElse(folded),
        text(after.map(Position::sub)),
        BytewisePrefix.end(folded).orElse(AFTER_ALL_VALUES),
        limit);
  }

  private List<Users.Row> page(UserPoolId poolId, String query, Object... values) {
    return handle.select(query, values).map(row -> UserColumns.user(poolId, row)).list();
  }

  private static String text(Optional<UserSub> after) {
    return after.map(UserSub::value).orElse("");
  }
}
