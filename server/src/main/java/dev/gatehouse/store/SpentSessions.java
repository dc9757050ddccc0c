package dev.gatehouse.store;

import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;

/// Table `spent_session`: which sign-in sessions have been answered. A session itself is stored
/// nowhere (users §3.4); what is kept is that it is used up, until it would have expired.
public interface SpentSessions {
  boolean isSpent(UserPoolId poolId, String id);

  interface Writes extends SpentSessions {
    /// Uses up a session: of all who ask, on all nodes, exactly one hears that it was he.
    ///
    /// @param id random, up to 64 characters
    /// @param expiresAt of the session; afterwards nobody asks any more
    /// @return whether this call spent it; false also where there is no such pool
    boolean spend(UserPoolId poolId, String id, Instant expiresAt);

    /// Deletes up to `limit` rows of the pool that expired before `time`.
    ///
    /// @return how many
    int deleteExpired(UserPoolId poolId, Instant time, int limit);
  }
}
