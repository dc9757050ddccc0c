package dev.gatehouse.oauth;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Route;
import dev.gatehouse.keys.KeySet;
import dev.gatehouse.oauth.TokenEndpoint.Address;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.token.TokenIssuer;
import dev.gatehouse.token.WrongSecrets;
import java.util.List;
import java.util.Optional;

/// The routes of the OAuth edge: the one class that others see.
public final class OAuthRoutes {
  private static final int TOKEN_BODY_MAX = 65_536;
  private static final int NO_BODY = 0;

  private final Catalog catalog;
  private final Freshness freshness;
  private final OAuthSettings settings;
  private final List<Region> regions;
  private final ClientAuthenticator authenticator;
  private final List<Grant> grants;
  private final Env env;

  /// What the routes are made of.
  ///
  /// @param wrongSecrets counted for all edges
  public record Parts(
      Catalog catalog,
      Freshness freshness,
      TokenIssuer tokens,
      WrongSecrets wrongSecrets,
      Env env) {}

  /// @param regions of this installation: a prefix named by path is looked up in each, the first
  ///   one first, for a path does not say its Region
  public OAuthRoutes(Parts parts, OAuthSettings settings, List<Region> regions) {
    this.settings = settings;
    this.regions = List.copyOf(regions);
    catalog = parts.catalog();
    freshness = parts.freshness();
    env = parts.env();
    authenticator = new ClientAuthenticator(parts.wrongSecrets());
    grants = List.of(new ClientCredentialsGrant(parts.tokens(), settings.issuer(), env));
  }

  /// On this server's own hosts.
  public List<Route> main() {
    return List.of(
        token("/oauth2/token", TokenEndpoint.Addressed.BY_CLIENT),
        token("/domains/{prefix}/oauth2/token", this::byPath),
        new Route("/{poolId}/.well-known/jwks.json", NO_BODY, keySets()),
        new Route("/{poolId}/.well-known/openid-configuration", NO_BODY, discovery()));
  }

  /// On every other host: that of a pool's domain, or of nobody.
  public List<Route> domainHosts() {
    var hosts = new Hosts(settings.domainSuffix());
    return List.of(
        token(
            "/oauth2/token",
            (request, lookups) -> address(hosts.poolOf(request.authority(), lookups))));
  }

  private Route token(String path, TokenEndpoint.Addressed addressed) {
    return new Route(
        path,
        TOKEN_BODY_MAX,
        new TokenEndpoint(addressed, authenticator, grants, catalog, freshness));
  }

  private Published keySets() {
    return new Published(catalog, pool -> published(pool.keys().published(env.clock().instant())));
  }

  private Published discovery() {
    return new Published(catalog, new Discovery(settings)::make);
  }

  private Address byPath(Request request, Lookups lookups) {
    var prefix = request.pathParameter("prefix");
    for (var region : regions) {
      var pool = lookups.poolOf(new DomainName(prefix, region));
      if (pool.isPresent()) {
        return new Address.OfPool(pool.get());
      }
    }
    return new Address.Unknown();
  }

  private static Address address(Optional<UserPoolId> pool) {
    return pool.<Address>map(Address.OfPool::new).orElseGet(Address.Unknown::new);
  }

  private static Published.Document published(KeySet keys) {
    return new Published.Document() {
      @Override
      public byte[] json() {
        return keys.json();
      }

      @Override
      public String etag() {
        return keys.etag();
      }
    };
  }
}
