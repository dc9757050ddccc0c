package dev.gatehouse.oauth;

import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.crypto.Digests;
import dev.gatehouse.http.BasicCredentials;
import dev.gatehouse.http.Form;
import dev.gatehouse.http.Request;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.ClientSecret;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.token.WrongSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds out which client asks (RFC 6749 §2.3.1; behaviour reference TK-04 to TK-08). A public
/// client names itself; a confidential one also proves it with either of its secrets. Whatever
/// fails here is answered alike, after the same work (TE-02, TE-23).
final class ClientAuthenticator {
  /// Compared where a client has fewer secrets than two (AC-44), or does not exist.
  private static final ClientSecret DECOY = new ClientSecret("0".repeat(52));

  private static final int SECRETS_MAX = 2;

  private final WrongSecrets wrongSecrets;

  ClientAuthenticator(WrongSecrets wrongSecrets) {
    this.wrongSecrets = wrongSecrets;
  }

  /// Who asked, with its pool.
  record Authenticated(AppClient client, PoolEntry pool) {}

  /// What the request shows.
  private record Proof(String clientId, Optional<String> secret) {}

  /// The client of the request.
  ///
  /// @param belongsHere holds for the pools that the address of the request stands for: another
  ///   pool's client is unknown here (TE-27)
  /// @throws RefusedException with `Malformed`, `UnknownClient`, `WrongSecret` or
  ///   `TooManyWrongSecrets`
  Authenticated authenticate(
      Request request, Form form, Lookups lookups, Predicate<PoolEntry> belongsHere) {
    var proof = proof(request, form);
    var id = ClientId.parse(proof.clientId).orElseThrow(() -> unknown(proof.clientId));
    wrongSecrets.requireRoom(id, request.peer());
    var entry = lookups.client(id);
    entry.ifPresent(ClientEntry::note);
    var own = entry.flatMap(known -> lookups.pool(known.client().poolId()));
    var pool = own.filter(belongsHere);
    var secrets = entry.map(ClientEntry::secrets).orElse(List.of());
    var isProved = isProved(secrets, proof.secret);
    if (entry.isEmpty()) {
      wrongSecrets.note(id, request.peer());
      throw unknown(id.value());
    }
    if (pool.isEmpty()) {
      wrongSecrets.note(id, request.peer());
      throw new RefusedException(
          new Refusal.UnknownClient(id.value()), RefusalReasons.elsewhere(id.value(), own));
    }
    if (!isProved) {
      wrongSecrets.note(id, request.peer());
      throw new RefusedException(
          new Refusal.WrongSecret(id),
          RefusalReasons.unproved(id.value(), !secrets.isEmpty(), proof.secret.isPresent()));
    }
    return new Authenticated(entry.get().client(), pool.get());
  }

  private static RefusedException unknown(String id) {
    return new RefusedException(new Refusal.UnknownClient(id), RefusalReasons.unknownClient(id));
  }

  private static Proof proof(Request request, Form form) {
    var bodyId = present(form, "client_id");
    var bodySecret = present(form, "client_secret");
    return switch (BasicCredentials.of(request)) {
      case BasicCredentials.Absent _ ->
          new Proof(bodyId.orElseThrow(() -> malformed("it has no client_id")), bodySecret);
      case BasicCredentials.Malformed _ ->
          throw new RefusedException(
              new Refusal.UnknownClient(""), List.of(RefusalReasons.BROKEN_BASIC)); // TE-20
      case BasicCredentials.Present(var user, var password) -> {
        if (bodySecret.isPresent()) {
          throw malformed("it has a secret both in the header and in the body"); // TE-04
        }
        if (bodyId.isPresent() && !bodyId.get().equals(user)) {
          throw malformed("the header and the body name different clients"); // TK-06, TE-05
        }
        yield new Proof(user, Optional.of(password).filter(secret -> !secret.isEmpty()));
      }
    };
  }

  /// A parameter without a value counts as omitted (RFC 6749 §3.1).
  static Optional<String> present(Form form, String name) {
    return form.first(name).filter(value -> !value.isEmpty());
  }

  /// A public client has nothing to prove, and must not show a secret. Every call compares as many
  /// digests as a client can have secrets.
  @SuppressWarnings("ShortCircuitBoolean") // The comparison must run whatever the other side says.
  private static boolean isProved(List<ClientSecret> secrets, Optional<String> shown) {
    var digest = Digests.sha256(shown.orElse("").getBytes(StandardCharsets.UTF_8));
    var isOne = false;
    for (int i = 0; i < Math.max(SECRETS_MAX, secrets.size()); i++) {
      var isReal = i < secrets.size();
      var isEqual = Digests.isEqual(digest, digest(isReal ? secrets.get(i) : DECOY));
      isOne |= isReal && isEqual;
    }
    return secrets.isEmpty() ? shown.isEmpty() : isOne;
  }

  private static byte[] digest(ClientSecret secret) {
    return Digests.sha256(secret.value().getBytes(StandardCharsets.UTF_8));
  }

  private static RefusedException malformed(String detail) {
    return new RefusedException(new Refusal.Malformed(detail));
  }
}
