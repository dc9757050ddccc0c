package dev.gatehouse.oauth;

import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import java.util.Optional;

/// Finds the pool that a host belongs to (design 3): `{prefix}.auth.{region}.{domain-suffix}` or a
/// custom domain. An unknown host belongs to none.
record Hosts(String domainSuffix) {
  private static final String AUTH = ".auth.";

  /// @param authority in lower case, with or without a port
  Optional<UserPoolId> poolOf(String authority, Lookups lookups) {
    var host = withoutPort(authority);
    var suffix = "." + domainSuffix;
    if (host.endsWith(suffix)) {
      var name = host.substring(0, host.length() - suffix.length());
      var auth = name.indexOf(AUTH);
      if (auth > 0) {
        var prefix = name.substring(0, auth);
        return Region.parse(name.substring(auth + AUTH.length()))
            .filter(_ -> prefix.indexOf('.') < 0)
            .flatMap(region -> lookups.poolOf(new DomainName(prefix, region)));
      }
    }
    return host.indexOf('.') > 0 ? lookups.poolOfHost(host) : Optional.empty();
  }

  private static String withoutPort(String authority) {
    var colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }
}
