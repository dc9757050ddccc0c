package dev.gatehouse.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What is stored in place of a secret that is recognised when it comes back: codes, refresh
/// tokens, names that no user has. HMAC under a key that is not in the database, because a code of
/// six digits is found from a plain hash in a moment (BF-15, RT-18). Thread-safe.
public final class KeyedHash {
  private final byte[] key;

  /// @param purpose what is hashed: texts of two purposes have nothing to do with each other
  public KeyedHash(Sealer sealer, String purpose) {
    key = sealer.deriveKey(purpose);
  }

  /// The hash of texts together, as 43 characters of Base64 for URLs: what binds the secret, such
  /// as its pool and user, and the secret itself. U+0000, which separates them, is in none.
  public String of(String... texts) {
    var text = String.join("\0", texts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(HmacSha256.of(key, text));
  }

  /// Whether that is their hash, in a time that says nothing of where it differs.
  public boolean isOf(String hash, String... texts) {
    return Digests.isEqual(hash, of(texts));
  }

  /// Says only that it is one.
  @Override
  public String toString() {
    return "KeyedHash[…]";
  }
}
