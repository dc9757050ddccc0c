package dev.gatehouse.token;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;

/// Ends everything that a user's sign-ins have left: `GlobalSignOut`, `AdminUserGlobalSignOut`, and
/// with `AdminDisableUser` and `AdminResetUserPassword`, so that nothing comes to life when he is
/// enabled again or has another password (users §5.3, TK-61, RT-09, RT-11, RT-13).
public final class SignOut {
  private SignOut() {}

  /// Signs the user out everywhere, with `tx`. Who signs in at the same time is signed out, or
  /// comes after: the user is held.
  ///
  /// @throws dev.gatehouse.pool.RefusedException with `UnknownUser` when there is no such user
  public static void everywhere(WriteTx tx, UserPoolId poolId, UserSub sub, Instant now) {
    tx.signOuts().put(poolId, sub, now);
    tx.refreshFamilies().revokeAllOf(poolId, sub, now);
  }

  /// As [#everywhere], of a user whose password an administrator has reset, in the transaction that
  /// ends that: whoever had tokens until then need not be who has chosen the new password, and
  /// until now they were good for nothing ([UserAccess]). Of any other user nothing ends: changing
  /// or forgetting a password leaves tokens good (users §5.3).
  ///
  /// @param before the user as he was, held by `tx`
  public static void afterReset(WriteTx tx, Users.Row before, Instant now) {
    if (before.status() == UserStatus.RESET_REQUIRED) {
      everywhere(tx, before.poolId(), before.sub(), now);
    }
  }
}
