package dev.gatehouse.aws;

import dev.gatehouse.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The two primitives of SigV4.
final class Hmac {
  private static final HexFormat HEX = HexFormat.of();

  private static final String ALGORITHM = "HmacSHA256";

  /// Looked up once: the search costs as much as the digest.
  private static final Provider PROVIDER = provider();

  private Hmac() {}

  private static Provider provider() {
    try {
      return Mac.getInstance(ALGORITHM).getProvider();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  static byte[] sha256(byte[] key, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM, PROVIDER);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  /// SHA-256 in lower-case hexadecimal.
  static String digest(byte[] bytes) {
    return hex(Digests.sha256(bytes));
  }

  static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }
}
