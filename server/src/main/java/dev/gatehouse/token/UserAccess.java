package dev.gatehouse.token;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.TokenFault;
import dev.gatehouse.pool.UserPoolId;
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

  /// The user whose token it is, as long as it is good: he is there and enabled, has not signed out
  /// since, and the sign-in is not revoked (users §5.1). Asked in the transaction that goes on with
  /// him, so that whatever was revoked before stays so.
  ///
  /// @throws RefusedException with `UnknownUser`, `UserDisabled`, or `TokenNotAccepted`
  public Users.Row requireGood(ReadTx tx) {
    var user =
        UserSub.parse(sub)
            .flatMap(id -> tx.users().find(poolId, id))
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownUser(sub)));
    if (!user.enabled()) {
      throw new RefusedException(new Refusal.UserDisabled());
    }
    if (isSignedOut(tx, user.sub()) || isRevoked(tx, user.sub())) {
      throw new RefusedException(new Refusal.TokenNotAccepted(TokenFault.REVOKED));
    }
    return user;
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
