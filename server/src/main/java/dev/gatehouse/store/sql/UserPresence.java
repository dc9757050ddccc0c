package dev.gatehouse.store.sql;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;

/// Whether a user is there, and stays until the end of the transaction: a broken foreign key would
/// be an error of the database, not a refusal.
final class UserPresence {
  private static final String EXISTS = "SELECT 1 FROM pool_user WHERE pool_id = ? AND sub = ?";

  private final Handle handle;
  private final Dialect dialect;

  UserPresence(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  /// Refuses an unknown user, and keeps a known one from being deleted.
  void require(UserPoolId poolId, UserSub sub) {
    require(poolId, sub, dialect.forKeyShare());
  }

  /// Refuses an unknown user, and holds a known one: what is counted of him cannot change
  /// meanwhile.
  void hold(UserPoolId poolId, UserSub sub) {
    require(poolId, sub, dialect.forUpdate());
  }

  private void require(UserPoolId poolId, UserSub sub, String hold) {
    var found =
        handle
            .select(EXISTS + hold, poolId.value(), sub.value())
            .map(row -> row.getInt(1))
            .findOne();
    if (found.isEmpty()) {
      throw new RefusedException(new Refusal.UnknownUser(sub.value()));
    }
  }
}
