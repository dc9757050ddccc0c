package dev.gatehouse.store;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.util.List;
import java.util.Optional;

/// Table `group_member`: who is in which group. The users of a group are a list of [UserPages].
public interface GroupMembers {
  /// Groups of one user (behaviour reference §6.1, §10).
  int GROUPS_OF_USER_MAX = 100;

  /// Up to `limit` groups of the user with a name above `after` (all when empty), by name in byte
  /// order.
  List<Groups.Row> listGroups(UserPoolId poolId, UserSub sub, Optional<String> after, int limit);

  interface Writes extends GroupMembers {
    /// Puts the user into the group, holding him, so that the limit holds whoever else does so;
    /// nothing happens when he is in it (§6.1).
    ///
    /// @param max in how many groups a user may be
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownUser` or `UnknownGroup` when there
    ///   is none, with `TooManyGroupsOfUser` when he is in `max` groups
    void add(UserPoolId poolId, String group, UserSub sub, int max);

    /// As [#add(UserPoolId,String,UserSub,int)], with the service's limit.
    default void add(UserPoolId poolId, String group, UserSub sub) {
      add(poolId, group, sub, GROUPS_OF_USER_MAX);
    }

    /// Takes the user out of the group; nothing happens when he is not in it, or there is no such
    /// user or group.
    void remove(UserPoolId poolId, String group, UserSub sub);
  }
}
