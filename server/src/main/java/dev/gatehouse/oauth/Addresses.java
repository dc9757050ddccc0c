package dev.gatehouse.oauth;

import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.http.Request;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Region;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The three forms of a domain's address. Everywhere a domain must exist for the pool, as in
/// Cognito (TK-20).
final class Addresses {
  private static final int NAME_LENGTH_MAX = 255;

  private final List<Region> regions;
  private final List<HostSuffix> hostSuffixes;
  private final String suffix;
  private final boolean anyRegion;

  /// @param regions the configured ones
  /// @param anyRegion dev mode, in which pools exist in every Region (design D17)
  Addresses(String domainSuffix, List<Region> regions, boolean anyRegion) {
    this.regions = List.copyOf(regions);
    this.suffix = "." + domainSuffix;
    this.anyRegion = anyRegion;
    hostSuffixes =
        regions.stream()
            .map(region -> new HostSuffix(".auth." + region + "." + domainSuffix, region))
            .toList();
  }

  /// What follows the prefix in the host of a prefix domain: `.auth.us-east-1.localhost`.
  private record HostSuffix(String text, Region region) {}

  /// The plain address, where the client alone names the pool, which must have a domain.
  static Optional<Predicate<PoolEntry>> plain(Request request, Lookups lookups) {
    return Optional.of(pool -> !pool.domains().isEmpty());
  }

  /// By path: `/domains/{prefix}/…` with a prefix or a custom host. A prefix is unique in its
  /// Region only, so it may name pools of several; the client says which one.
  Optional<Predicate<PoolEntry>> byPath(Request request, Lookups lookups) {
    var name = request.pathParameter("prefix");
    if (name.length() > NAME_LENGTH_MAX) {
      return Optional.empty();
    }
    var exists =
        name.indexOf('.') >= 0 ? lookups.poolOfHost(name).isPresent() : isPrefix(name, lookups);
    return exists
        ? Optional.of(pool -> pool.domains().contains(new DomainName(name, pool.id().region())))
        : Optional.empty();
  }

  private boolean isPrefix(String name, Lookups lookups) {
    return anyRegion
        ? lookups.poolOfPrefix(name).isPresent()
        : regions.stream()
            .anyMatch(region -> lookups.poolOf(new DomainName(name, region)).isPresent());
  }

  /// By host: `{prefix}.auth.{region}.{domain-suffix}` or a custom host, with any port.
  Optional<Predicate<PoolEntry>> byHost(Request request, Lookups lookups) {
    var host = withoutPort(request.authority());
    if (host.length() > NAME_LENGTH_MAX) {
      return Optional.empty();
    }
    for (var suffix : hostSuffixes) {
      if (host.endsWith(suffix.text)) {
        var prefix = host.substring(0, host.length() - suffix.text.length());
        return prefix.isEmpty() || prefix.indexOf('.') >= 0
            ? Optional.empty()
            : existing(new DomainName(prefix, suffix.region), lookups);
      }
    }
    var elsewhere = anyRegion ? prefixOf(host) : Optional.<DomainName>empty();
    if (elsewhere.isPresent()) {
      return existing(elsewhere.get(), lookups);
    }
    return host.indexOf('.') < 0
        ? Optional.empty()
        : lookups.poolOfHost(host).map(id -> (Predicate<PoolEntry>) pool -> pool.id().equals(id));
  }

  /// The prefix domain that `host` is the address of, in a Region that is not configured.
  private Optional<DomainName> prefixOf(String host) {
    if (!host.endsWith(suffix)) {
      return Optional.empty();
    }
    var labels = host.substring(0, host.length() - suffix.length()).split("\\.", -1);
    return labels.length == 3 && !labels[0].isEmpty() && labels[1].equals("auth")
        ? Region.parse(labels[2]).map(region -> new DomainName(labels[0], region))
        : Optional.empty();
  }

  private static Optional<Predicate<PoolEntry>> existing(DomainName domain, Lookups lookups) {
    return lookups.poolOf(domain).map(_ -> pool -> pool.domains().contains(domain));
  }

  private static String withoutPort(String authority) {
    var colon = authority.lastIndexOf(':');
    return colon < 0 || authority.endsWith("]") ? authority : authority.substring(0, colon);
  }
}
