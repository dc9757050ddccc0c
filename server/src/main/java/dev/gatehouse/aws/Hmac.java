package dev.gatehouse.aws;

import dev.gatehouse.crypto.Digests;
import dev.gatehouse.crypto.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The two primitives of SigV4.
final class Hmac {
  private static final HexFormat HEX = HexFormat.of();

  private Hmac() {}

  static byte[] sha256(byte[] key, String text) {
    return HmacSha256.of(key, text.getBytes(StandardCharsets.UTF_8));
  }

  /// SHA-256 in lower-case hexadecimal.
  static String digest(byte[] bytes) {
    return hex(Digests.sha256(bytes));
  }

  static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }
}
