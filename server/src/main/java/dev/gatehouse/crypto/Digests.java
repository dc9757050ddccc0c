package dev.gatehouse.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;

/// SHA-256 and comparison in constant time.
public final class Digests {
  private static final String SHA_256 = "SHA-256";

  /// Looked up once: the search costs as much as hashing a short text.
  private static final Provider PROVIDER = provider();

  private Digests() {}

  private static Provider provider() {
    try {
      return MessageDigest.getInstance(SHA_256).getProvider();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + SHA_256, e);
    }
  }

  /// SHA-256 (FIPS 180-4) of `parts`, one after the other.
  public static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance(SHA_256, PROVIDER);
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether the two are equal, in a time that says nothing of where they differ.
  public static boolean isEqual(byte[] a, byte[] b) {
    return MessageDigest.isEqual(a, b);
  }

  /// Whether two texts are equal, in a time that says nothing of where they differ or how long the
  /// expected one is: both are hashed first.
  public static boolean isEqual(String a, String b) {
    return isEqual(
        sha256(a.getBytes(StandardCharsets.UTF_8)), sha256(b.getBytes(StandardCharsets.UTF_8)));
  }
}
