package dev.gatehouse.oauth;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Route;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.pool.Region;
import dev.gatehouse.token.RequestRate;
import dev.gatehouse.token.TokenIssuer;
import dev.gatehouse.token.WrongSecrets;
import dev.gatehouse.usage.Usage;
import java.util.List;

/// The OAuth edge's routes:
///
/// - `POST /oauth2/token` and `POST /domains/{prefix}/oauth2/token` on the server's own hosts,
///   `POST /oauth2/token` on the hosts of domains;
/// - `GET /{poolId}/.well-known/openid-configuration` and `GET /{poolId}/.well-known/jwks.json` on
///   the server's own hosts.
public final class OAuthRoutes {
  /// Room for 10,000 scopes (TE-14), far below what hurts.
  private static final int FORM_MAX = 262_144;

  private static final int NO_BODY_MAX = 1_024;

  private final Addresses addresses;
  private final Catalog catalog;
  private final Discovery discovery;
  private final TokenEndpoint.Steps steps;
  private final Env env;
  private final TokenMeters meters;

  /// What the routes are made of.
  ///
  /// @param freshness says whether tokens may be issued from memory
  /// @param wrongSecrets counted for all edges
  /// @param requestRate the same for all edges
  /// @param usage counts what clients do
  public record Parts(
      Catalog catalog,
      Freshness freshness,
      TokenIssuer tokens,
      WrongSecrets wrongSecrets,
      RequestRate requestRate,
      Usage usage,
      Env env) {}

  /// @param regions in which pools exist; in dev mode they exist in others, too
  public OAuthRoutes(Parts parts, OAuthSettings settings, List<Region> regions) {
    catalog = parts.catalog;
    env = parts.env;
    meters = new TokenMeters(parts.usage);
    addresses = new Addresses(settings.domainSuffix(), regions, settings.dev());
    discovery = new Discovery(settings);
    steps =
        new TokenEndpoint.Steps(
            parts.freshness,
            parts.wrongSecrets,
            parts.requestRate,
            new ClientAuthenticator(parts.wrongSecrets),
            new ClientCredentialsGrant(parts.tokens, settings.issuer(), env),
            new TokenAnswers(env, settings.isLocalHttps()),
            meters);
  }

  /// Shows what the token endpoint counts.
  public void showIn(Meters all) {
    meters.showIn(all);
  }

  /// Routes of the server's own hosts.
  public List<Route> main() {
    return List.of(
        token("/oauth2/token", Addresses::plain),
        token("/domains/{prefix}/oauth2/token", addresses::byPath),
        document(
            "/{poolId}/.well-known/jwks.json", new PublicDocumentEndpoint(catalog, this::keySet)),
        document(
            "/{poolId}/.well-known/openid-configuration",
            new PublicDocumentEndpoint(catalog, discovery::of)));
  }

  /// Routes of every other host: a domain's, or nobody's.
  public List<Route> domainHosts() {
    return List.of(token("/oauth2/token", addresses::byHost));
  }

  private Route token(String path, Address address) {
    return new Route(path, FORM_MAX, new TokenEndpoint(address, catalog, steps));
  }

  private static Route document(String path, PublicDocumentEndpoint endpoint) {
    return new Route(path, NO_BODY_MAX, endpoint);
  }

  private PublicDocument keySet(PoolEntry pool) {
    var set = pool.keys().published(env.clock().instant());
    return new PublicDocument(set.json(), set.etag());
  }
}
