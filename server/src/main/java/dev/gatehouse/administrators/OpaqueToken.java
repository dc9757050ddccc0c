package dev.gatehouse.administrators;

import dev.gatehouse.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// A secret of 256 random bits that is recognised when it comes back: of a set-up link, a session,
/// the link of a dev server. Only its hash is stored; nothing can be found from that by trying.
///
/// @param value 43 characters of Base64 for URLs
public record OpaqueToken(String value) {
  private static final int LENGTH = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  public static OpaqueToken mint(RandomGenerator random) {
    var bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return new OpaqueToken(BASE64.encodeToString(bytes));
  }

  /// SHA-256, as 43 characters of Base64 for URLs.
  public String hash() {
    return hash(value);
  }

  /// The hash of what somebody sends as a token.
  public static String hash(String sent) {
    return BASE64.encodeToString(Digests.sha256(sent.getBytes(StandardCharsets.UTF_8)));
  }

  /// Says nothing of the token.
  @Override
  public String toString() {
    return "OpaqueToken[…]";
  }
}
