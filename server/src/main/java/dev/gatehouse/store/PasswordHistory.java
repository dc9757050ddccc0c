package dev.gatehouse.store;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.util.List;

/// Table `password_history`: what a user's passwords were, so that he does not choose one of them
/// again (SR-13). No more than the pool asks for.
public interface PasswordHistory {
  /// Hashes of the user's last `limit` passwords, the newest first; each sealed and bound to the
  /// user, as [Users.Password#hash()].
  List<Sealed> newest(UserPoolId poolId, UserSub sub, int limit);

  interface Writes extends PasswordHistory {
    /// Adds a password and forgets all but the newest `keep`, holding the user.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownUser` when there is no such user
    void add(UserPoolId poolId, UserSub sub, Sealed hash, int keep);
  }
}
