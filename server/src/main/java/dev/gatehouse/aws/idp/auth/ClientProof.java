package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.ClientSecret;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.token.WrongSecrets;
import org.jspecify.annotations.Nullable;

/// How a client proves itself that sends its secret as it is, in an operation without a signature
/// (users §2.12). A public client sends none; one that does is refused (assumed).
///
/// @param catalog may block
/// @param wrongSecrets counted for all edges
record ClientProof(Lookups catalog, WrongSecrets wrongSecrets) {
  /// @param peer the address of the client
  /// @throws RefusedException with `UnknownClient`, `WrongSecret` or `TooManyWrongSecrets`
  AppClient require(String clientId, @Nullable String secret, String peer) {
    var entry =
        ClientId.parse(clientId)
            .flatMap(catalog::client)
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownClient(clientId)));
    var client = entry.client();
    entry.note();
    if (secret == null ? client.confidential() : !isProved(entry, secret, peer)) {
      throw new RefusedException(new Refusal.WrongSecret(client.id()));
    }
    return client;
  }

  private boolean isProved(ClientEntry entry, String secret, String peer) {
    wrongSecrets.requireRoom(entry.client().id(), peer);
    var isProved = ClientSecret.isOneOf(entry.secrets(), secret);
    if (!isProved) {
      wrongSecrets.note(entry.client().id(), peer);
    }
    return isProved;
  }
}
