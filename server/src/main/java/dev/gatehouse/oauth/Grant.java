package dev.gatehouse.oauth;

import dev.gatehouse.http.Form;
import dev.gatehouse.pool.GrantType;
import java.util.SequencedSet;

/// One way to obtain tokens: only what it does differently. The steps that every grant shares are
/// the endpoint's, so that none can forget one.
interface Grant {
  /// The value of `grant_type`.
  String name();

  /// What the client must be allowed to use.
  GrantType type();

  /// The scopes to grant.
  ///
  /// @throws dev.gatehouse.pool.RefusedException with `ScopeNotAllowed`
  SequencedSet<String> decideScopes(ClientAuthenticator.Authenticated client, Form form);

  /// The body of the answer.
  byte[] exchange(ClientAuthenticator.Authenticated client, SequencedSet<String> scopes);
}
