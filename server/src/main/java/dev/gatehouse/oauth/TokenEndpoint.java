package dev.gatehouse.oauth;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.catalog.NotCachedException;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.env.RequestNotes;
import dev.gatehouse.http.Form;
import dev.gatehouse.http.InlineHandler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.GrantType;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.token.RequestRate;
import dev.gatehouse.token.WrongSecrets;
import dev.gatehouse.usage.Grants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;

/// `POST /oauth2/token` (RFC 6749 §3.2) at one form of address. The order of the steps is
/// observable: it decides which error wins (behaviour reference, section 5.4). Never blocks when
/// what it needs is in memory.
final class TokenEndpoint implements InlineHandler {
  /// Parameters that must not be sent twice (TE-06); others are ignored, however often (TK-26).
  private static final List<String> KNOWN =
      List.of(
          "grant_type",
          "client_id",
          "client_secret",
          "scope",
          "aws_client_metadata",
          "code",
          "redirect_uri",
          "code_verifier",
          "refresh_token");

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Address address;
  private final Catalog catalog;
  private final Lookups cached;
  private final Steps steps;

  /// What the endpoint does the same at every address.
  ///
  /// @param wrongSecrets says how long a refused source should wait
  record Steps(
      Freshness freshness,
      WrongSecrets wrongSecrets,
      RequestRate requestRate,
      ClientAuthenticator authenticator,
      ClientCredentialsGrant clientCredentials,
      TokenAnswers answers,
      TokenMeters meters) {}

  TokenEndpoint(Address address, Catalog catalog, Steps steps) {
    this.address = address;
    this.catalog = catalog;
    this.cached = catalog.cachedOnly();
    this.steps = steps;
  }

  @Override
  public Optional<Response> tryHandle(Request request) {
    try {
      return Optional.of(measured(request, cached));
    } catch (NotCachedException cold) {
      return Optional.empty();
    }
  }

  @Override
  public Response handle(Request request) {
    return measured(request, catalog);
  }

  private Response measured(Request request, Lookups lookups) {
    var notes = RequestContext.currentNotes();
    notes.list();
    var response = answer(request, lookups, notes);
    steps.meters.answered(notes, response.status(), request.arrivedNanos());
    return response;
  }

  private Response answer(Request request, Lookups lookups, RequestNotes notes) {
    try {
      var site = address.find(request, lookups);
      if (site.isEmpty()) {
        notes.refused("", List.of(RefusalReasons.NO_SUCH_DOMAIN));
        return steps.answers.empty(404);
      }
      if (isPreflight(request)) {
        return steps.answers.preflight(); // TK-09
      }
      if (!request.method().equals("POST") || !FormType.isSent(request)) {
        notes.refused("", List.of(RefusalReasons.NOT_A_POST));
        return steps.answers.empty(405).with("Allow", "POST"); // TK-01, TK-02
      }
      return token(request, lookups, site.get(), notes);
    } catch (RefusedException refused) {
      return refuse(refused, notes);
    } catch (StoreUnavailableException unavailable) {
      return unavailable(notes);
    }
  }

  private Response token(
      Request request, Lookups lookups, Predicate<PoolEntry> belongsHere, RequestNotes notes) {
    if (!steps.freshness.mayIssue()) {
      return unavailable(notes); // RL-62
    }
    var form = parse(request); // TK-03, TE-06
    requireGrant(form); // TK-43, TK-44
    notes.operation(GrantType.CLIENT_CREDENTIALS.flow());
    notes.grant(Grants.CLIENT_CREDENTIALS);
    var asker = steps.authenticator.authenticate(request, form, lookups, belongsHere); // TK-42
    var client = asker.client();
    var scopes = allowedScopes(client, asker.pool(), form);
    var token = steps.clientCredentials.issue(client, asker.pool(), scopes);
    notes.issued();
    return steps.answers.token(token, client.accessTokenTtl().toSeconds()); // TK-22, TK-23
  }

  private SequencedSet<String> allowedScopes(AppClient client, PoolEntry pool, Form form) {
    try {
      var scopes = ClientCredentialsGrant.decideScopes(client, pool, form); // TK-47
      requireAllowed(client); // TK-27: after the scope check (TK-26)
      ClientCredentialsGrant.checkMetadata(form);
      steps.requestRate.take(client.id());
      return scopes;
    } catch (RefusedException refused) {
      var refusal = refused.refusal();
      throw new RefusedException(refusal, RefusalReasons.of(refusal, client, pool, form));
    }
  }

  private static Form parse(Request request) {
    var form = Form.parse(request.body()).orElseThrow(() -> malformed("its body is not a form"));
    if (form.repeatsAny(KNOWN)) {
      throw malformed("it has a parameter twice");
    }
    if (hasStrayNul(form)) {
      throw malformed("it has a NUL"); // TE-18
    }
    return form;
  }

  /// A NUL in the scope makes it one that no client has (TE-14); anywhere else the form is damaged.
  private static boolean hasStrayNul(Form form) {
    for (var parameter : form.parameters()) {
      var isScope = parameter.name().equals("scope");
      if (parameter.name().indexOf('\0') >= 0
          || (!isScope && parameter.value().indexOf('\0') >= 0)) {
        return true;
      }
    }
    return false;
  }

  private static void requireGrant(Form form) {
    var grant =
        ClientAuthenticator.present(form, "grant_type")
            .orElseThrow(() -> malformed("it has no grant_type"));
    if (!grant.equals(GrantType.CLIENT_CREDENTIALS.flow())) {
      throw new RefusedException(new Refusal.UnknownGrant());
    }
  }

  /// A public client never gets a token of its own (RFC 6749 §4.4), whatever its settings (TE-12).
  private static void requireAllowed(AppClient client) {
    if (!client.confidential() || !client.allows(GrantType.CLIENT_CREDENTIALS)) {
      throw new RefusedException(
          new Refusal.GrantNotAllowed(client.id(), GrantType.CLIENT_CREDENTIALS));
    }
  }

  private Response refuse(RefusedException refused, RequestNotes notes) {
    var refusal = refused.refusal();
    var error = OAuthError.of(refusal);
    var reasons = refused.reasons();
    notes.refused(error.code(), reasons.isEmpty() ? RefusalReasons.of(refusal) : reasons);
    var answer = steps.answers.error(error);
    steps.meters.refused(refusal);
    return switch (refusal) {
      case Refusal.TooManyWrongSecrets _ -> retryAfter(answer, steps.wrongSecrets.window());
      case Refusal.TooManyRequests _ -> retryAfter(answer, SOON);
      default -> answer;
    };
  }

  private Response unavailable(RequestNotes notes) {
    notes.refused(OAuthError.UNAVAILABLE.code(), List.of(RefusalReasons.UNAVAILABLE));
    steps.meters.unavailable();
    return retryAfter(steps.answers.error(OAuthError.UNAVAILABLE), SOON);
  }

  private static Response retryAfter(Response answer, Duration wait) {
    return answer.with("Retry-After", Long.toString(wait.toSeconds()));
  }

  private static boolean isPreflight(Request request) {
    return request.method().equals("OPTIONS")
        && request.headers().first("access-control-request-method").isPresent();
  }

  private static RefusedException malformed(String detail) {
    return new RefusedException(new Refusal.Malformed(detail));
  }
}
