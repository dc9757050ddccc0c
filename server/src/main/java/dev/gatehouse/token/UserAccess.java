package dev.gatehouse.token;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

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
}
