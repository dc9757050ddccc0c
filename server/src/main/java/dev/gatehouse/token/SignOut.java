package dev.gatehouse.token;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;

/// Ends everything that a user's sign-ins have left: `GlobalSignOut`, `AdminUserGlobalSignOut`, and
/// with `AdminDisableUser`, so that nothing comes to life when he is enabled again (users §5.3,
/// TK-61, RT-09, RT-11).
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
}
