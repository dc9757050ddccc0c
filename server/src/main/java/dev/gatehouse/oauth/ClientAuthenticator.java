package dev.gatehouse.oauth;

import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.crypto.Digests;
import dev.gatehouse.http.BasicCredentials;
import dev.gatehouse.http.Form;
import dev.gatehouse.http.Request;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.token.WrongSecrets;
import java.util.List;
import java.util.Optional;

/// Finds out which client asks, and whether it is: by HTTP Basic or by `client_id` and
/// `client_secret` in the body (RFC 6749 §2.3.1, TK-04). An unknown client costs the same work as a
/// wrong secret and gets the same bytes (TE-02, TE-23).
final class ClientAuthenticator {
  /// Compared with where there is no secret; to send it proves nothing.
  private static final String NO_SECRET = "no secret";

  private final WrongSecrets wrongSecrets;

  ClientAuthenticator(WrongSecrets wrongSecrets) {
    this.wrongSecrets = wrongSecrets;
  }

  /// A client that proved itself, or a public one, with its pool.
  record Authenticated(ClientEntry client, PoolEntry pool) {}

  /// What the request says of its client.
  private record Claim(String clientId, Optional<String> secret) {}

  /// @param domainPool the pool whose domain was addressed; empty on the plain address, where the
  ///   client names its pool
  /// @throws RefusedException with `Malformed` when the credentials contradict each other (TK-06,
  ///   TE-04, TE-05), with `UnknownClient` (one refusal for unknown and unproven, TE-02), or with
  ///   `TooManyWrongSecrets` (TE-24)
  Authenticated authenticate(
      Request request, Form form, Optional<UserPoolId> domainPool, Lookups lookups) {
    var claim = claim(request, form);
    var id = ClientId.parse(claim.clientId());
    var entry = id.flatMap(lookups::client);
    var pool =
        entry.flatMap(e -> lookups.pool(e.client().poolId())).filter(ClientAuthenticator::isServed);
    id.ifPresent(known -> wrongSecrets.requireRoom(known, request.peer()));
    var proven = isProven(entry, claim.secret().orElse(""));
    var found =
        entry.isPresent()
            && pool.isPresent()
            && domainPool.filter(p -> !p.equals(pool.get().id())).isEmpty(); // TE-27
    if (!found || !proven) {
      // Also for an id that no client has: the throttle must not tell which ids exist.
      id.ifPresent(unproven -> wrongSecrets.note(unproven, request.peer()));
      throw new RefusedException(new Refusal.UnknownClient(claim.clientId()));
    }
    return new Authenticated(entry.get(), pool.get());
  }

  /// A pool without a domain has no token endpoint (TK-20).
  private static boolean isServed(PoolEntry pool) {
    return !pool.domains().isEmpty();
  }

  private static Claim claim(Request request, Form form) {
    var inBody = form.first("client_id");
    return switch (BasicCredentials.of(request)) {
      case BasicCredentials.Absent() -> {
        if (inBody.isEmpty()) {
          throw malformed("no client"); // TK-43: a parameter is missing
        }
        yield new Claim(inBody.get(), form.first("client_secret"));
      }
      case BasicCredentials.Malformed() ->
          throw new RefusedException(new Refusal.UnknownClient(""));
      case BasicCredentials.Present(var user, var password) -> {
        if (form.first("client_secret").isPresent()) {
          throw malformed("two secrets"); // TE-04
        }
        if (inBody.filter(id -> !id.equals(user)).isPresent()) {
          throw malformed("two clients"); // TK-06, TE-05
        }
        yield new Claim(user, Optional.of(password));
      }
    };
  }

  /// Whether `secret` is one of the client's. Two comparisons, always: their number must not tell
  /// how many secrets there are, or whether there is a client (TE-23). A public client has nothing
  /// to prove (TK-26 shows that its scopes are checked all the same).
  private static boolean isProven(Optional<ClientEntry> entry, String secret) {
    var secrets = entry.map(ClientEntry::secrets).orElse(List.of());
    var first = Digests.isEqual(secrets.isEmpty() ? NO_SECRET : secrets.get(0).value(), secret);
    var second = Digests.isEqual(secrets.size() < 2 ? NO_SECRET : secrets.get(1).value(), secret);
    // What is compared in place of a secret that there is not proves nothing, whoever sends it.
    return (first && !secrets.isEmpty())
        || (second && secrets.size() > 1)
        || (entry.isPresent() && secrets.isEmpty());
  }

  private static RefusedException malformed(String detail) {
    return new RefusedException(new Refusal.Malformed(detail));
  }
}
