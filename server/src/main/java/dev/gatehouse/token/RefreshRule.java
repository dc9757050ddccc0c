package dev.gatehouse.token;

import dev.gatehouse.pool.RefreshFault;
import dev.gatehouse.pool.RefreshPolicy;
import dev.gatehouse.store.RefreshFamilies;
import java.time.Duration;
import java.time.Instant;

/// What happens to a refresh token that proves to be of a family. Pure.
sealed interface RefreshRule {
  /// The token stays as it is.
  record Keep() implements RefreshRule {}

  /// The family goes on to that row.
  record Rotate(RefreshFamilies.Row next) implements RefreshRule {}

  /// The token was replaced a moment ago, and the answer perhaps lost: he gets its successor once
  /// more (RT-07).
  record Repeat() implements RefreshRule {}

  /// The family is revoked: a token that was replaced has come again, and nobody knows whether to
  /// the user or to a thief (RT-03, RFC 9700 §4.14.2). Sources conflict: users §5.2 infers that the
  /// service refuses only.
  record Reused() implements RefreshRule {}

  record Refuse(RefreshFault fault) implements RefreshRule {}

  /// Counted by generations, which are exact, and not by time, which is not (RT-05).
  ///
  /// @param generation of the token
  static RefreshRule of(
      RefreshFamilies.Row family, long generation, RefreshPolicy policy, Instant now) {
    if (family.isRevoked()) {
      return new Refuse(RefreshFault.REVOKED);
    }
    if (family.isExpired(now)) {
      return new Refuse(RefreshFault.EXPIRED);
    }
    if (generation == family.generation()) {
      return policy.rotates() ? new Rotate(family.rotated(now)) : new Keep();
    }
    if (generation > family.generation()) {
      return new Refuse(RefreshFault.INVALID); // The database is older than the token.
    }
    return isRepeatable(family, generation, policy, now) ? new Repeat() : new Reused();
  }

  private static boolean isRepeatable(
      RefreshFamilies.Row family, long generation, RefreshPolicy policy, Instant now) {
    var grace = policy.retryGrace().orElse(Duration.ZERO);
    return generation == family.generation() - 1
        && family.rotatedAt().filter(at -> now.isBefore(at.plus(grace))).isPresent();
  }
}
