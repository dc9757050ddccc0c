package dev.gatehouse.pool;

import dev.gatehouse.crypto.Digests;
import dev.gatehouse.crypto.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;

/// `SECRET_HASH`, by which a confidential client proves itself in operations without a signature:
/// `Base64(HMAC-SHA256(client secret, username ‖ client id))` (behaviour reference users §2.12).
public final class SecretHash {
  private SecretHash() {}

  /// Requires the proof that the client owes.
  ///
  /// @param secrets of the client, none of a public one; either of two counts
  /// @param presented empty when the request has none
  /// @param names over which the hash may be: the name that the request sends, and of the user whom
  ///   it means the username and the `sub`; of no other user
  /// @throws RefusedException with [Refusal.MissingSecretHash], or with [Refusal.WrongSecretHash],
  ///   also when a public client sends one (assumed)
  public static void require(
      ClientId client,
      Collection<ClientSecret> secrets,
      String presented,
      Collection<String> names) {
    if (presented.isEmpty() && secrets.isEmpty()) {
      return;
    }
    if (presented.isEmpty()) {
      throw new RefusedException(new Refusal.MissingSecretHash(client));
    }
    if (!matches(client, secrets, presented, names)) {
      throw new RefusedException(new Refusal.WrongSecretHash(client));
    }
  }

  /// Every pair is computed and compared, so that the time does not say which one fits.
  private static boolean matches(
      ClientId client,
      Collection<ClientSecret> secrets,
      String presented,
      Collection<String> names) {
    boolean found = false;
    for (var secret : secrets) {
      for (var name : names) {
        found |= Digests.isEqual(of(secret, name, client), presented);
      }
    }
    return found;
  }

  private static String of(ClientSecret secret, String name, ClientId client) {
    var code = HmacSha256.of(utf8(secret.value()), utf8(name), utf8(client.value()));
    return Base64.getEncoder().encodeToString(code);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
