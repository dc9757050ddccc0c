package dev.gatehouse.aws.idp.client;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.ClientSecret;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.ClientSecrets;
import dev.gatehouse.store.Sealed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Client secrets under the master key, each bound to its pool, client and id (design D12). Not to
/// be used inside a transaction.
final class SecretVault {
  private final Sealer sealer;

  SecretVault(Sealer sealer) {
    this.sealer = sealer;
  }

  /// The row of a new secret. Its id is the client's and the second of its creation (AC-45), or the
  /// first second after it that no other secret of the client has.
  ///
  /// @param others the client's other secrets
  ClientSecrets.Row seal(
      UserPoolId poolId,
      ClientId clientId,
      ClientSecret secret,
      List<ClientSecrets.Row> others,
      Instant now) {
    var second = now.getEpochSecond();
    while (isTaken(others, id(clientId, second))) {
      second++;
    }
    var id = id(clientId, second);
    var sealed =
        sealer.seal(secret.value().getBytes(StandardCharsets.UTF_8), context(poolId, clientId, id));
    return new ClientSecrets.Row(poolId, clientId, id, Sealed.of(sealed), now);
  }

  /// The secret that Describe shows of `secrets`: the oldest one (assumed, where there are two).
  Optional<ClientSecret> openFirst(List<ClientSecrets.Row> secrets) {
    return secrets.stream().findFirst().map(this::open);
  }

  private ClientSecret open(ClientSecrets.Row row) {
    var context = context(row.poolId(), row.clientId(), row.secretId());
    return new ClientSecret(
        new String(sealer.open(row.sealed().bytes(), context), StandardCharsets.UTF_8));
  }

  private static boolean isTaken(List<ClientSecrets.Row> others, String id) {
    return others.stream().anyMatch(other -> other.secretId().equals(id));
  }

  private static String id(ClientId clientId, long epochSecond) {
    return clientId + "--" + epochSecond;
  }

  private static String context(UserPoolId poolId, ClientId clientId, String secretId) {
    return "client-secret|" + poolId + "|" + clientId + "|" + secretId;
  }
}
