package dev.gatehouse.aws;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.Json;
import dev.gatehouse.store.AccessKeys;
import dev.gatehouse.store.Sealed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Makes access keys; whoever calls stores them. Runs outside a transaction (D9).
public final class AccessKeyMint {
  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int ID_RANDOM_LENGTH = 16;
  private static final int SECRET_LENGTH = 40;
  private static final int SESSION_TOKEN_LENGTH = 128;

  private final Env env;
  private final Sealer sealer;

  /// A key that was just made. The secret and the session token are shown once and stored sealed.
  ///
  /// @param row to be inserted
  /// @param secret 40 characters of Base64's alphabet
  /// @param sessionToken of a temporary key
  public record Minted(AccessKeys.Row row, String secret, Optional<String> sessionToken) {
    /// Says nothing of the secret and the session token.
    @Override
    public String toString() {
      return "Minted[" + row.id() + "]";
    }
  }

  public AccessKeyMint(Env env, Sealer sealer) {
    this.env = env;
    this.sealer = sealer;
  }

  /// A key without an end, `AKIA…`.
  ///
  /// @param description chosen by the administrator, may be empty
  public Minted longLived(String description, AccessPolicy policy) {
    var id = "AKIA" + random(ID_ALPHABET, ID_RANDOM_LENGTH);
    var secret = random(SECRET_ALPHABET, SECRET_LENGTH);
    var row =
        new AccessKeys.Row(
            id,
            seal(secret, secretContext(id)),
            description,
            true,
            Json.text(policy.toJson()),
            Optional.empty(),
            env.now(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Minted(row, secret, Optional.empty());
  }

  /// The key of a session of the console, `AKIA…`: keys of the page are its children and end with
  /// it. Its own secret is for nobody.
  ///
  /// @param administrator his name, which is the user's in ARNs
  public AccessKeys.Row rootOfSession(
      String administrator, AccessPolicy policy, Instant expiresAt) {
    var row = longLived(administrator, policy).row();
    return new AccessKeys.Row(
        row.id(),
        row.secret(),
        row.description(),
        row.enabled(),
        row.policy(),
        Optional.empty(),
        row.createdAt(),
        Optional.of(expiresAt),
        Optional.empty(),
        Optional.empty());
  }

  /// A key with a session token and an end, `ASIA…`. It dies with its parent, too.
  ///
  /// @param parent the id of the key that asks for it
  public Minted temporary(String parent, AccessPolicy policy, Duration ttl) {
    return temporary(parent, "", policy, ttl);
  }

  /// The same with a description.
  public Minted temporary(String parent, String description, AccessPolicy policy, Duration ttl) {
    var id = "ASIA" + random(ID_ALPHABET, ID_RANDOM_LENGTH);
    var secret = random(SECRET_ALPHABET, SECRET_LENGTH);
    var token = random(SECRET_ALPHABET, SESSION_TOKEN_LENGTH);
    var now = env.now();
    var row =
        new AccessKeys.Row(
            id,
            seal(secret, secretContext(id)),
            description,
            true,
            Json.text(policy.toJson()),
            Optional.of(seal(token, sessionTokenContext(id))),
            now,
            Optional.of(now.plus(ttl)),
            Optional.empty(),
            Optional.of(parent));
    return new Minted(row, secret, Optional.of(token));
  }

  /// The secret of a stored key.
  ///
  /// @throws dev.gatehouse.crypto.UnsealException when another master key sealed it
  public static String secret(AccessKeys.Row row, Sealer sealer) {
    var secret = sealer.open(row.secret().bytes(), secretContext(row.id()));
    return new String(secret, StandardCharsets.US_ASCII);
  }

  static String secretContext(String id) {
    return "access-key|" + id;
  }

  static String sessionTokenContext(String id) {
    return "session-token|" + id;
  }

  private Sealed seal(String secret, String context) {
    return Sealed.of(sealer.seal(secret.getBytes(StandardCharsets.US_ASCII), context));
  }

  private String random(String alphabet, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(env.random().nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
