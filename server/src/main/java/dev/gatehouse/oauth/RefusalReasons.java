package dev.gatehouse.oauth;

import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.http.Form;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.GrantType;
import dev.gatehouse.pool.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Why a token was refused, in words for the request log: the true cause, also where the answer
/// hides it, and what would mend it (ui 9.3, F3-1). Only administrators read them; of what the
/// server does not know, only the beginning is quoted, because it may be a secret in the wrong
/// field (IN-07).
final class RefusalReasons {
  static final String NO_SUCH_DOMAIN =
      "No user pool has the domain in this address. Create it with CreateUserPoolDomain, or use the"
          + " address of the one that exists.";
  static final String NOT_A_POST =
      "A token request is a POST with the Content-Type application/x-www-form-urlencoded.";
  static final String UNAVAILABLE =
      "The database cannot be reached, or this node has not heard of the others for too long.";
  static final String BROKEN_BASIC =
      "The Authorization header is not Basic followed by the Base64 of id:secret.";

  private static final String OTHERS_ADDRESS =
      " belongs to another user pool than the domain of this address.";
  private static final String POOL_WITHOUT_DOMAIN =
      " belongs to a user pool without a domain. Create one with CreateUserPoolDomain.";
  private static final String USER_IGNORED =
      "username and password are ignored: client_credentials gives a token to the app client itself."
          + " For the token of a user call InitiateAuth.";
  private static final String NO_SECRET =
      "The app client has no secret, and client_credentials needs one. Create an app client with"
          + " GenerateSecret.";
  private static final String NOT_ENABLED =
      "The app client may not use client_credentials. Set AllowedOAuthFlowsUserPoolClient and add"
          + " client_credentials to AllowedOAuthFlows.";
  private static final String NO_CUSTOM_SCOPE =
      "The app client has no custom scope, and client_credentials grants no other. Add a scope of a"
          + " resource server to AllowedOAuthScopes.";
  private static final String POOL_WITHOUT_SCOPES =
      "The user pool has no resource server with a scope. Create one with CreateResourceServer.";
  private static final String SCOPES_GONE =
      "No resource server of the user pool defines the app client's custom scopes any more.";

  private static final int QUOTED = 4;
  private static final int SCOPES_NAMED = 5;
  private static final int SCOPES_MAX = 50;
  private static final int SCOPE_LENGTH_MAX = 513;

  private RefusalReasons() {}

  /// What is said before a client is known.
  static List<String> of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Malformed(var detail) -> List.of("The request is malformed: " + detail + ".");
      case Refusal.UnknownGrant _ ->
          List.of(
              "client_credentials is the only grant_type that this endpoint offers. For the token of"
                  + " a user call InitiateAuth.");
      case Refusal.TooManyWrongSecrets _ ->
          List.of(
              "Too many wrong secrets came from this address for this app client: none is looked at"
                  + " for a while (throttle.wrong-secrets.window).");
      case Refusal.TooManyRequests _ ->
          List.of(
              "The app client asked for more tokens a second than throttle.requests-per-second"
                  + " allows. Keep a token until it expires.");
      default -> List.of();
    };
  }

  static List<String> unknownClient(String id) {
    return List.of("No app client has the id " + beginning(id) + ".");
  }

  /// Of a client whose pool is another than the address stands for.
  static List<String> elsewhere(String id, Optional<PoolEntry> pool) {
    var isWithoutDomain = pool.filter(own -> own.domains().isEmpty()).isPresent();
    return List.of(
        "The app client " + id + (isWithoutDomain ? POOL_WITHOUT_DOMAIN : OTHERS_ADDRESS));
  }

  /// Of a client that did not prove itself.
  static List<String> unproved(String id, boolean isConfidential, boolean isShown) {
    var fault =
        !isConfidential
            ? " has no secret, and the request has one. Leave it out."
            : isShown
                ? " has another secret than the one that was sent."
                : " has a secret, and the request has none.";
    return List.of("The app client " + id + fault);
  }

  /// What is wrong with the request of a client that proved itself: everything, not only what came
  /// first.
  static List<String> of(Refusal refusal, AppClient client, PoolEntry pool, Form form) {
    var reasons = new ArrayList<>(of(refusal));
    if (refusal instanceof Refusal.ScopeNotAllowed) {
      addScopes(reasons, client, pool, form);
    }
    if (!client.confidential()) {
      reasons.add(NO_SECRET);
    } else if (!client.allows(GrantType.CLIENT_CREDENTIALS)) {
      reasons.add(NOT_ENABLED);
    }
    if (isSent(form, "username") || isSent(form, "password")) {
      reasons.add(USER_IGNORED);
    }
    return reasons;
  }

  private static void addScopes(List<String> reasons, AppClient client, PoolEntry pool, Form form) {
    var custom =
        client.scopes().stream()
            .filter(scope -> !AppClient.STANDARD_SCOPES.contains(scope))
            .toList();
    if (custom.isEmpty()) {
      reasons.add(NO_CUSTOM_SCOPE);
    } else if (custom.stream().noneMatch(pool.scopes()::contains)) {
      reasons.add(SCOPES_GONE);
    }
    if (pool.scopes().isEmpty()) {
      reasons.add(POOL_WITHOUT_SCOPES);
    }
    addEach(reasons, ClientAuthenticator.present(form, "scope").orElse(""), custom, pool.scopes());
  }

  /// Of many scopes, or of a long one, no more is looked at than a client can have (TE-14).
  private static void addEach(
      List<String> reasons, String asked, List<String> custom, Set<String> existing) {
    int start = 0;
    int named = 0;
    for (int i = 0; i < SCOPES_MAX && named < SCOPES_NAMED && start < asked.length(); i++) {
      int blank = asked.indexOf(' ', start);
      int end = blank < 0 ? asked.length() : blank;
      var scope = asked.substring(start, Math.min(end, start + SCOPE_LENGTH_MAX));
      if (!scope.isEmpty() && !custom.contains(scope)) {
        reasons.add(notGranted(scope, existing));
        named++;
      }
      start = end + 1;
    }
  }

  private static String notGranted(String scope, Set<String> existing) {
    if (AppClient.STANDARD_SCOPES.contains(scope)) {
      return "The scope " + scope + " concerns a user: client_credentials grants custom scopes.";
    }
    return existing.contains(scope)
        ? "The scope " + scope + " is not attached to the app client. Add it to AllowedOAuthScopes."
        : "No resource server of the user pool defines the scope " + beginning(scope) + ".";
  }

  private static boolean isSent(Form form, String name) {
    return ClientAuthenticator.present(form, name).isPresent();
  }

  /// Enough to find it in one's own settings, too little to use it.
  static String beginning(String text) {
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
  }
}
