package dev.gatehouse.delivery;

import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.util.Optional;

/// What is to be said to a user, before it has words.
///
/// @param destination his address in full: `jane@example.com`, `+12065550100`
/// @param username what `{username}` stands for
/// @param secret what `{####}` stands for: the code, or the temporary password; empty for an
///   invitation of a user who has no password
public record Draft(
    UserPoolId poolId,
    MessageKind kind,
    DeliveryMedium medium,
    String destination,
    UserSub sub,
    String username,
    Optional<String> secret) {
  /// Says neither the secret nor the address: drafts must not reach a log (BF-15).
  @Override
  public String toString() {
    return "Draft[" + kind + ", " + medium + "]";
  }
}
