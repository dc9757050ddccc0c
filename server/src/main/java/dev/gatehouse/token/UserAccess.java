package dev.gatehouse.token;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.TokenFault;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.RefreshFamilies;
import dev.gatehouse.store.Users;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What an access token of a user says, verified: everything but whether it has been revoked, which
/// only the store knows.
///
/// @param originJti names the sign-in; empty where the client's tokens cannot be revoked (TC-23)
/// @param issuedAt in whole seconds
public record UserAccess(
    UserPoolId poolId,
    ClientId clientId,
    String sub,
    String username,
    Optional<String> originJti,
    Set<String> scopes,
    Instant issuedAt) {
  public UserAccess {
    scopes = Set.copyOf(scopes);
  }

  /// The user whose token it is, as long as it is good: his pool and he are there, he may use
  /// tokens, has not signed out since, and the sign-in is not revoked (users §5.1). Asked in the
  /// transaction that goes on with him, so that whatever was revoked before stays so.
  ///
  /// @throws RefusedException as [#requireUsable]; with `UnknownUser` or `TokenNotAccepted`
  public Users.Row requireGood(ReadTx tx) {
    requirePool(tx);
    var user =
        UserSub.parse(sub)
            .flatMap(id -> tx.users().find(poolId, id))
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownUser(sub)));
    requireUsable(user);
    if (isSignedOut(tx, user.sub()) || isRevoked(tx, user.sub())) {
      throw new RefusedException(new Refusal.TokenNotAccepted(TokenFault.REVOKED));
    }
    return user;
  }

  /// A node hears later than others of a removed pool, whose users and keys it then still finds.
  private void requirePool(ReadTx tx) {
    if (!tx.userPools().exists(poolId)) {
      throw new RefusedException(new Refusal.TokenNotAccepted(TokenFault.INVALID));
    }
  }

  /// Requires that a user may use any token at all, whichever it is.
  ///
  /// An administrator resets the password of a user (users §2.5) whose account may be in the wrong
  /// hands, and whoever has tokens need not know the password: as long as they were good, he could
  /// move the address to which the code goes to one of his own, and choose the new password
  /// himself. Until the user has, nothing is done with tokens, signing out included: the model has
  /// `PasswordResetRequiredException` for nearly every operation that takes an access token (users,
  /// table of operations). Only RevokeToken goes on, because all that it does is to end a sign-in.
  ///
  /// @throws RefusedException with `UserDisabled` or `PasswordResetRequired`
  static void requireUsable(Users.Row user) {
    if (!user.enabled()) {
      throw new RefusedException(new Refusal.UserDisabled());
    }
    if (user.status() == UserStatus.RESET_REQUIRED) {
      throw new RefusedException(new Refusal.PasswordResetRequired());
    }
  }

  /// Families are revoked with the sign-out, to the millisecond. A token that names none is good
  /// from the next second on, because it tells no more (RT-09).
  private boolean isSignedOut(ReadTx tx, UserSub user) {
    return originJti.isEmpty()
        && tx.signOuts()
            .find(poolId, user)
            .filter(at -> issuedAt.getEpochSecond() <= at.getEpochSecond())
            .isPresent();
  }

  /// A family that is not there any more is not a living one: what is kept outlives its tokens.
  private boolean isRevoked(ReadTx tx, UserSub user) {
    return originJti.isPresent()
        && family(tx).filter(family -> !family.isRevoked() && family.sub().equals(user)).isEmpty();
  }

  private Optional<RefreshFamilies.Row> family(ReadTx tx) {
    try {
      return tx.refreshFamilies().find(poolId, UUID.fromString(originJti.orElseThrow()));
    } catch (IllegalArgumentException notAUuid) {
      return Optional.empty();
    }
  }
}
