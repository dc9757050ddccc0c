package dev.gatehouse.store;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.time.Instant;
import java.util.Optional;

/// Table `sign_out`: since when a user's tokens are good. Families are revoked beside it; this is
/// for access tokens that name none, because their client's cannot be revoked (TC-23).
public interface SignOuts {
  /// When the user was last signed out everywhere: what was issued up to then is not accepted.
  Optional<Instant> find(UserPoolId poolId, UserSub sub);

  interface Writes extends SignOuts {
    /// Signs out at `at`; an earlier time than the stored one changes nothing.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownUser` when there is no such user
    void put(UserPoolId poolId, UserSub sub, Instant at);

    /// Deletes up to `limit` rows of the pool from before `time`: no token is as old.
    ///
    /// @return how many
    int deleteBefore(UserPoolId poolId, Instant time, int limit);
  }
}
