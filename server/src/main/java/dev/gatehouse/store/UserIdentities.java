package dev.gatehouse.store;

import dev.gatehouse.pool.LinkedIdentity;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Table `user_identity`: who a user is at identity providers (behaviour reference §6.6).
public interface UserIdentities {
  /// Linked identities of one user (§6.6, §10).
  int IDENTITIES_OF_USER_MAX = 5;

  /// A linked identity as stored.
  ///
  /// @param attributeName which claim holds the subject: `Cognito_Subject`, or the name of one
  /// @param createdAt when it was linked, the `dateCreated` of `identities` (§2.8)
  record Row(
      UserPoolId poolId,
      LinkedIdentity identity,
      UserSub sub,
      String attributeName,
      Instant createdAt) {}

  Optional<Row> find(UserPoolId poolId, LinkedIdentity identity);

  /// The user's identities, oldest first.
  List<Row> list(UserPoolId poolId, UserSub sub);

  interface Writes extends UserIdentities {
    /// Links an identity, holding the user, so that the limit holds whoever else does so.
    ///
    /// @param max how many a user may have
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownUser` when there is none, with
    ///   `IdentityLinked` when a user of the pool has it, with `TooManyIdentities` when this one
    ///   has `max`
    void insert(Row row, int max);

    /// As [#insert(Row,int)], with the service's limit.
    default void insert(Row row) {
      insert(row, IDENTITIES_OF_USER_MAX);
    }

    /// Unlinks the identity; nothing happens when no user has it.
    ///
    /// @return whether a user had it
    boolean delete(UserPoolId poolId, LinkedIdentity identity);
  }
}
