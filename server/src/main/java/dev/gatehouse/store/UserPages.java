package dev.gatehouse.store;

import dev.gatehouse.pool.SearchAttribute;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import java.util.List;
import java.util.Optional;

/// Lists of users, a page at a time (behaviour reference §2.8). A page is what comes after a
/// position in the order of an index, so that it costs the same wherever it is and however many
/// users there are, and users who come and go meanwhile move nobody to another page.
public interface UserPages {
  /// Where a page of a search by attribute ends.
  ///
  /// @param folded the value there, as it is compared
  record Position(String folded, UserSub sub) {
    /// After `row`, in a search by `attribute`.
    ///
    /// @throws IllegalArgumentException when the user does not have the attribute
    public static Position after(Users.Row row, SearchAttribute attribute) {
      var value =
          row.searched(attribute)
              .orElseThrow(() -> new IllegalArgumentException("the search cannot find this user"));
      return new Position(attribute.fold(value), row.sub());
    }
  }

  /// About how many users the pool has.
  ///
  /// @param sample how many are counted; more are estimated, see [dev.gatehouse.pool.UserEstimate]
  int estimate(UserPoolId poolId, int sample);

  /// Up to `limit` users of the pool with a sub above `after` (all when empty), by sub. So are all
  /// other lists, but for the last one.
  List<Users.Row> list(UserPoolId poolId, Optional<UserSub> after, int limit);

  /// Those whose sub begins with `prefix`.
  List<Users.Row> listBySub(UserPoolId poolId, String prefix, Optional<UserSub> after, int limit);

  List<Users.Row> listByStatus(
      UserPoolId poolId, UserStatus status, Optional<UserSub> after, int limit);

  List<Users.Row> listByEnabled(
      UserPoolId poolId, boolean enabled, Optional<UserSub> after, int limit);

  /// The members of a group that is there.
  List<Users.Row> listByGroup(UserPoolId poolId, String group, Optional<UserSub> after, int limit);

  /// Those whose attribute is `value`, as [SearchAttribute#fold(String)] compares.
  List<Users.Row> listByValue(
      UserPoolId poolId,
      SearchAttribute attribute,
      String value,
      Optional<UserSub> after,
      int limit);

  /// Those whose attribute begins with `prefix`, by folded value, then by sub.
  List<Users.Row> listByPrefix(
      UserPoolId poolId,
      SearchAttribute attribute,
      String prefix,
      Optional<Position> after,
      int limit);
}
