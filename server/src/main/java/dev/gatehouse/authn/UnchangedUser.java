package dev.gatehouse.authn;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;

/// Whether a user is still the one whose password was looked at: comparing takes a while, in which
/// he may be disabled or deleted, or his password changed.
final class UnchangedUser {
  private UnchangedUser() {}

  /// Stores nothing, and requires that he is.
  static Step.Commit of(Users.Credentials seen) {
    return tx -> require(tx, seen);
  }

  /// The user as he is now, held.
  ///
  /// @throws RefusedException with [Refusal.UserDisabled]; with [Refusal.WrongPassword] when he is
  ///   gone, or has another password or status
  static Users.Row require(WriteTx tx, Users.Credentials seen) {
    var poolId = seen.user().poolId();
    var sub = seen.user().sub();
    var now =
        tx.users()
            .lock(poolId, sub)
            .flatMap(_ -> tx.users().findCredentials(poolId, sub))
            .filter(credentials -> credentials.password().equals(seen.password()))
            .map(Users.Credentials::user)
            .filter(user -> user.status() == seen.user().status())
            .orElseThrow(() -> new RefusedException(new Refusal.WrongPassword()));
    if (!now.enabled()) {
      throw new RefusedException(new Refusal.UserDisabled());
    }
    return now;
  }
}
