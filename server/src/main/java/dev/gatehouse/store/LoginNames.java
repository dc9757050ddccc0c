package dev.gatehouse.store;

import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.util.Optional;
import java.util.Set;

/// Table `login_name`: the names by which users are found (behaviour reference §2.1, §2.2), each
/// one's in his pool.
public interface LoginNames {
  /// Who has the name.
  Optional<UserSub> findOwner(UserPoolId poolId, LoginName name);

  /// The names of a user, in no order.
  Set<LoginName> list(UserPoolId poolId, UserSub sub);

  interface Writes extends LoginNames {
    /// Gives the user the name; nothing happens when he has it.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UsernameExists` or `AliasExists` when
    ///   another user has it, with `UnknownUser` when there is no such user
    void take(UserPoolId poolId, UserSub sub, LoginName name);

    /// Gives the user the alias, whoever has it (`ForceAliasCreation`).
    ///
    /// @return from whom it was taken, whose `*_verified` the caller sets to false; empty when
    ///   nobody else had it
    /// @throws IllegalArgumentException for a username, which is its owner's for ever
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownUser` when there is no such user
    Optional<UserSub> takeOver(UserPoolId poolId, UserSub sub, LoginName alias);

    /// Frees the name; nothing happens when the user does not have it.
    void release(UserPoolId poolId, UserSub sub, LoginName name);
  }
}
