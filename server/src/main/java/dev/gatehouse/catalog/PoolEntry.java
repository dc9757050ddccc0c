package dev.gatehouse.catalog;

import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.UserPoolId;
import java.util.List;
import java.util.Set;

/// A pool as the OAuth edge needs it.
///
/// @param scopes full names (`transactions/post`) of the scopes that its resource servers define
///   now
/// @param keys its signing keys
/// @param domains its prefix and its custom host, where it has them
public record PoolEntry(UserPoolId id, Set<String> scopes, KeyRing keys, List<DomainName> domains) {
  public PoolEntry {
    scopes = Set.copyOf(scopes);
    domains = List.copyOf(domains);
  }
}
