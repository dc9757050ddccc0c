package dev.gatehouse.catalog;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.UserPoolId;
import java.util.Optional;

/// Configuration as the OAuth edge asks for it. Two forms: [Catalog] itself loads what it does not
/// have and may block; [Catalog#cachedOnly()] throws [NotCachedException] instead.
public interface Lookups {
  /// The client, with its secrets.
  Optional<ClientEntry> client(ClientId id);

  /// The pool, with its scopes, keys and domains.
  Optional<PoolEntry> pool(UserPoolId id);

  /// The pool that has this domain.
  Optional<UserPoolId> poolOf(DomainName domain);

  /// The pool that has this custom host.
  Optional<UserPoolId> poolOfHost(String host);

  /// A pool that has this prefix, in whatever Region.
  Optional<UserPoolId> poolOfPrefix(String prefix);
}
