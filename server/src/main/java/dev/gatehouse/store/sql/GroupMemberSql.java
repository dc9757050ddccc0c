package dev.gatehouse.store.sql;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.GroupMembers;
import dev.gatehouse.store.Groups;
import java.util.List;
import java.util.Optional;

/// SQL for table `group_member`.
final class GroupMemberSql implements GroupMembers.Writes {
  private static final String LIST_GROUPS =
      GroupSql.COLUMNS
          + """
           FROM group_member m JOIN user_group g ON g.pool_id = m.pool_id AND g.name = m.group_name
          WHERE m.pool_id = ? AND m.sub = ? AND m.group_name > ? AND g.version > 0
          ORDER BY m.group_name LIMIT ?\
          """;
  private static final String IS_MEMBER =
      "SELECT 1 FROM group_member WHERE pool_id = ? AND group_name = ? AND sub = ?";
  private static final String COUNT =
      """
      SELECT COUNT(*) FROM group_member m
        JOIN user_group g ON g.pool_id = m.pool_id AND g.name = m.group_name
      WHERE m.pool_id = ? AND m.sub = ? AND g.version > 0
      """;
  private static final String INSERT =
      "INSERT INTO group_member (pool_id, group_name, sub) VALUES (?, ?, ?)";
  private static final String DELETE =
      "DELETE FROM group_member WHERE pool_id = ? AND group_name = ? AND sub = ?";

  private final Handle handle;
  private final UserPresence users;
  private final GroupSql groups;

  GroupMemberSql(Handle handle, UserPresence users, GroupSql groups) {
    this.handle = handle;
    this.users = users;
    this.groups = groups;
  }

  @Override
  public List<Groups.Row> listGroups(
      UserPoolId poolId, UserSub sub, Optional<String> after, int limit) {
    return handle
        .select(LIST_GROUPS, poolId.value(), sub.value(), after.orElse(""), limit)
        .map(row -> GroupSql.map(poolId, row))
        .list();
  }

  @Override
  public void add(UserPoolId poolId, String group, UserSub sub, int max) {
    groups.require(poolId, group);
    users.hold(poolId, sub);
    if (isMember(poolId, group, sub)) {
      return;
    }
    if (count(poolId, sub) >= max) {
      throw new RefusedException(new Refusal.TooManyGroupsOfUser(max));
    }
    handle.execute(INSERT, poolId.value(), group, sub.value());
  }

  @Override
  public void remove(UserPoolId poolId, String group, UserSub sub) {
    handle.execute(DELETE, poolId.value(), group, sub.value());
  }

  private boolean isMember(UserPoolId poolId, String group, UserSub sub) {
    return handle
        .select(IS_MEMBER, poolId.value(), group, sub.value())
        .map(row -> row.getInt(1))
        .findOne()
        .isPresent();
  }

  private int count(UserPoolId poolId, UserSub sub) {
    return handle.select(COUNT, poolId.value(), sub.value()).map(row -> row.getInt(1)).one();
  }
}
