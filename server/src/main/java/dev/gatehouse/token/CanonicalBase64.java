package dev.gatehouse.token;

import java.util.Base64;

/// Base64 for URLs without padding (RFC 7515 §2), in one spelling: a token with another spelling of
/// the same bytes is another token (JW-19, RT-15).
final class CanonicalBase64 {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private CanonicalBase64() {}

  static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /// @throws IllegalArgumentException for what [#encode] would not write: padding, other
  ///   characters, stray bits at the end
  static byte[] decode(String text) {
    var bytes = Base64.getUrlDecoder().decode(text);
    if (!encode(bytes).equals(text)) {
      throw new IllegalArgumentException("not canonical");
    }
    return bytes;
  }
}
