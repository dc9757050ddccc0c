package dev.gatehouse.oauth;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.catalog.NotCachedException;
import dev.gatehouse.http.Form;
import dev.gatehouse.http.Headers;
import dev.gatehouse.http.InlineHandler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.StoreUnavailableException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `POST /oauth2/token` (RFC 6749 §3.2). The steps shared by every grant live here, so that no
/// grant can forget one. Their order is observable: it decides which error wins (behaviour
/// reference 5.4). `TK-nn` are entries of the behaviour reference, `TE-nn` security checks.
final class TokenEndpoint implements InlineHandler {
  private static final String FORM = "application/x-www-form-urlencoded";

  /// Parameters that must not be repeated (RFC 6749 §3.2, TE-06).
  private static final List<String> ONCE =
      List.of(
          "grant_type",
          "client_id",
          "client_secret",
          "scope",
          "resource",
          "aws_client_metadata",
          "code",
          "code_verifier",
          "redirect_uri",
          "refresh_token");

  private final Addressed addressed;
  private final ClientAuthenticator authenticator;
  private final List<Grant> grants;
  private final Catalog catalog;
  private final Freshness freshness;

  TokenEndpoint(
      Addressed addressed,
      ClientAuthenticator authenticator,
      List<Grant> grants,
      Catalog catalog,
      Freshness freshness) {
    this.addressed = addressed;
    this.authenticator = authenticator;
    this.grants = List.copyOf(grants);
    this.catalog = catalog;
    this.freshness = freshness;
  }

  /// How a request says which pool it means.
  @FunctionalInterface
  interface Addressed {
    /// On the plain address the client names its pool.
    Addressed BY_CLIENT = (_, _) -> new Address.OfTheClient();

    Address of(Request request, Lookups lookups);
  }

  /// Where a request arrived.
  sealed interface Address {
    record OfTheClient() implements Address {}

    record OfPool(UserPoolId pool) implements Address {}

    /// No pool has such a domain: 404.
    record Unknown() implements Address {}
  }

  @Override
  public Optional<Response> tryHandle(Request request) {
    try {
      return Optional.of(answer(request, catalog.cachedOnly()));
    } catch (NotCachedException cold) {
      return Optional.empty();
    }
  }

  @Override
  public Response handle(Request request) {
    try {
      return answer(request, catalog);
    } catch (StoreUnavailableException unavailable) {
      return new Response(503, TokenHeaders.ofThisRequest().with("Retry-After", "1"), new byte[0]);
    }
  }

  private Response answer(Request request, Lookups lookups) {
    var domainPool = Optional.<UserPoolId>empty();
    switch (addressed.of(request, lookups)) {
      case Address.OfTheClient() -> {}
      case Address.OfPool(var pool) -> domainPool = Optional.of(pool);
      case Address.Unknown() -> {
        return Response.of(404);
      }
    }
    var headers = TokenHeaders.ofThisRequest();
    if (request.method().equals("OPTIONS")) {
      return preflight();
    }
    if (!request.method().equals("POST") || !isForm(request)) {
      return new Response(405, headers.without("Content-Type"), new byte[0]); // TK-02, TE-08, TE-09
    }
    if (!freshness.mayIssue()) {
      return new Response(503, headers.with("Retry-After", "1"), new byte[0]); // D11
    }
    try {
      return new Response(200, headers, grant(request, domainPool, lookups));
    } catch (RefusedException refused) {
      return OAuthError.of(refused.refusal()).toResponse(headers);
    }
  }

  private byte[] grant(Request request, Optional<UserPoolId> domainPool, Lookups lookups) {
    var form = parse(request); // TK-03
    var grant = grant(form); // TK-43, TK-44
    var client = authenticator.authenticate(request, form, domainPool, lookups); // TK-04 to TK-07
    var scopes = grant.decideScopes(client, form); // TK-24, TK-25
    requireAllowed(client, grant); // TK-27: after the scope check
    return grant.exchange(client, scopes);
  }

  private static Form parse(Request request) {
    var form = Form.parse(request.body());
    if (form.isEmpty() || form.get().repeatsAny(ONCE)) {
      throw new RefusedException(new Refusal.Malformed("form"));
    }
    return form.get();
  }

  private Grant grant(Form form) {
    var name = form.first("grant_type").filter(value -> !value.isEmpty());
    if (name.isEmpty()) {
      throw new RefusedException(new Refusal.Malformed("grant_type"));
    }
    for (var grant : grants) {
      if (grant.name().equals(name.get())) {
        return grant;
      }
    }
    throw new RefusedException(new Refusal.UnknownGrant());
  }

  /// TK-27: the flow must be allowed, and this one needs a secret (AC-24).
  private static void requireAllowed(ClientAuthenticator.Authenticated client, Grant grant) {
    var app = client.client().client();
    if (!app.allows(grant.type()) || !app.confidential()) {
      throw new RefusedException(new Refusal.GrantNotAllowed(app.id(), grant.type()));
    }
  }

  /// A form in UTF-8, and nothing else.
  private static boolean isForm(Request request) {
    var types = request.headers().all("content-type");
    if (types.size() != 1) {
      return false;
    }
    var type = types.getFirst().toLowerCase(Locale.ROOT);
    if (type.equals(FORM)) {
      return true;
    }
    var semicolon = type.indexOf(';');
    return semicolon > 0
        && type.substring(0, semicolon).strip().equals(FORM)
        && type.substring(semicolon + 1).strip().replace("\"", "").equals("charset=utf-8");
  }

  /// TK-09: any origin may ask; credentials of the browser are never allowed (TE-28).
  private static Response preflight() {
    var headers =
        Headers.NONE
            .with("Access-Control-Allow-Origin", "*")
            .with("Access-Control-Allow-Methods", "POST")
            .with("Access-Control-Allow-Headers", "authorization,content-type")
            .with("Access-Control-Max-Age", "7200");
    return new Response(200, headers, new byte[0]);
  }
}
