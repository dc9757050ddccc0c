package dev.gatehouse.store;

import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.time.Instant;
import java.util.Optional;

/// Table `user_code`: the codes that users were sent and have not typed back yet. One for each
/// purpose: a new code replaces the old one (BF-11).
public interface UserCodes {
  /// A code as stored.
  ///
  /// @param hash keyed, of pool, user, purpose and code (BF-15)
  /// @param attribute whose value it was sent to: `email`, `phone_number`
  /// @param destination the whole address, which the code proves: that attribute may have changed
  ///   since, or change to it only when it is proved (§2.7)
  /// @param guesses how often it was tried
  /// @param expiresAt from when it is of no use
  record Row(
      UserPoolId poolId,
      UserSub sub,
      CodePurpose purpose,
      String hash,
      String attribute,
      String destination,
      int guesses,
      Instant createdAt,
      Instant expiresAt) {
    /// Without the address, which is nobody's business in a log.
    @Override
    public String toString() {
      return "UserCode[" + poolId + " " + sub + " " + purpose + "]";
    }
  }

  Optional<Row> find(UserPoolId poolId, UserSub sub, CodePurpose purpose);

  interface Writes extends UserCodes {
    /// Stores a code in place of any other for its purpose.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownUser` when there is no such user
    void put(Row row);

    /// Counts one more guess, before anybody compares (BF-03).
    ///
    /// @return the row with that guess; empty where there is no code
    Optional<Row> guess(UserPoolId poolId, UserSub sub, CodePurpose purpose);

    /// Uses up a code: of all who ask, on all nodes, exactly one hears that it was he (BF-13).
    ///
    /// @param row its hash says which; a code that has been replaced is not there any more
    /// @return whether this call took it
    boolean take(Row row);

    /// Deletes the code for that purpose, where there is one.
    void delete(UserPoolId poolId, UserSub sub, CodePurpose purpose);

    /// Deletes up to `limit` rows of the pool that expired before `time`.
    ///
    /// @return how many
    int deleteExpired(UserPoolId poolId, Instant time, int limit);
  }
}
