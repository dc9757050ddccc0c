package dev.gatehouse.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC with SHA-256 (RFC 2104, FIPS 198-1).
public final class HmacSha256 {
  private static final String ALGORITHM = "HmacSHA256";

  /// Looked up once: the search costs as much as the digest.
  private static final Provider PROVIDER = provider();

  private HmacSha256() {}

  private static Provider provider() {
    try {
      return Mac.getInstance(ALGORITHM).getProvider();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  /// The code of `parts`, one after the other, under `key`, which must not be empty.
  public static byte[] of(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance(ALGORITHM, PROVIDER);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }
}
