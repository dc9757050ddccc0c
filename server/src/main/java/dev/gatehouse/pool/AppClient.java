package dev.gatehouse.pool;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/// An OAuth client registered with a user pool, as the token endpoint needs it.
///
/// @param confidential it has at least one secret
/// @param oauthEnabled `AllowedOAuthFlowsUserPoolClient`: without it the OAuth endpoints refuse the
///   client (AC-37)
/// @param scopes `AllowedOAuthScopes`, sorted (GEN-10)
/// @param authFlows `ExplicitAuthFlows`
/// @param accessTokenTtl 5 minutes to 1 day, default 1 hour (AC-11, AC-12)
/// @param idTokenTtl likewise
/// @param isRevocable `EnableTokenRevocation`: its users' tokens name their sign-in (TC-23)
/// @param signIn of its users' sign-ins
/// @param refresh of its refresh tokens
/// @param readAttributes `ReadAttributes`; empty where none are named
/// @param attributes what the extension adds to its machine tokens; empty by default
public record AppClient(
    ClientId id,
    UserPoolId poolId,
    boolean confidential,
    boolean oauthEnabled,
    Set<GrantType> grants,
    SequencedSet<String> scopes,
    Set<String> authFlows,
    Duration accessTokenTtl,
    Duration idTokenTtl,
    boolean isRevocable,
    SignInPolicy signIn,
    RefreshPolicy refresh,
    Set<String> readAttributes,
    MachineAttributes attributes) {
  /// Scopes that concern a user; never custom ones (AC-36).
  public static final Set<String> STANDARD_SCOPES =
      Set.of("openid", "email", "phone", "profile", "aws.cognito.signin.user.admin");

  public AppClient {
    grants = Set.copyOf(grants);
    scopes = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(scopes));
    authFlows = Set.copyOf(authFlows);
    readAttributes = Set.copyOf(readAttributes);
  }

  /// Whether the client may see that attribute of its users: without a list the standard ones and
  /// the flags that they are verified, no custom ones (users §2.6, AC-40).
  public boolean mayRead(String attribute) {
    return readAttributes.isEmpty()
        ? !attribute.startsWith("custom:") && !attribute.startsWith("dev:")
        : readAttributes.contains(attribute);
  }

  /// Whether the client may use `grant` at the OAuth endpoints (AC-37, TK-27).
  public boolean allows(GrantType grant) {
    return oauthEnabled && grants.contains(grant);
  }

  /// The scopes to put into a machine token: all custom scopes of the client that still exist when
  /// none was asked for (TK-24), otherwise the requested ones less those removed from their
  /// resource server (TK-28, RS-10). The order is that of the client's scopes, not of the request
  /// (TC-M2M).
  ///
  /// @param requested scopes as the request names them; none means all
  /// @param existing full names of the scopes that the pool's resource servers define now
  /// @throws RefusedException with [Refusal.ScopeNotAllowed] when a requested scope is not one of
  ///   the client's custom scopes (also a standard scope: TE-15), or nothing remains to grant
  ///   (TK-25)
  public SequencedSet<String> grantScopes(List<String> requested, Set<String> existing) {
    for (var scope : requested) {
      if (!scopes.contains(scope) || STANDARD_SCOPES.contains(scope)) {
        throw new RefusedException(new Refusal.ScopeNotAllowed(id));
      }
    }
    var granted = new LinkedHashSet<String>();
    for (var scope : scopes) {
      if (existing.contains(scope) && (requested.isEmpty() || requested.contains(scope))) {
        granted.add(scope);
      }
    }
    if (granted.isEmpty()) {
      throw new RefusedException(new Refusal.ScopeNotAllowed(id));
    }
    return granted;
  }
}
