package dev.gatehouse.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The key of one sign-in, under which a client that knows the password signs (§3.3). Never
/// printed.
public final class SrpSessionKey {
  private static final byte[] INFO = "Caldera Derived Key".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = 16;

  private final byte[] bytes;

  private SrpSessionKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /// HKDF-SHA256 (RFC 5869) of `enc(S)` with the salt `enc(u)`, the first 16 bytes.
  static SrpSessionKey derive(BigInteger shared, BigInteger u) {
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(shared.toByteArray())
              .addSalt(u.toByteArray())
              .thenExpand(INFO, LENGTH);
      return new SrpSessionKey(KDF.getInstance("HKDF-SHA256").deriveData(parameters));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HKDF-SHA256", e);
    }
  }

  /// Whether `signature` is the `PASSWORD_CLAIM_SIGNATURE` that this key makes. Compared in
  /// constant time, as text: only the one spelling that clients use is accepted.
  ///
  /// @param secretBlock the bytes that `SECRET_BLOCK` spells
  /// @param timestamp `TIMESTAMP` as it was sent
  public boolean proves(String signature, SrpIdentity who, byte[] secretBlock, String timestamp) {
    return Digests.isEqual(signature(who, secretBlock, timestamp), signature);
  }

  /// `Base64(HMAC-SHA256(key, group ‖ userId ‖ secretBlock ‖ timestamp))`
  String signature(SrpIdentity who, byte[] secretBlock, String timestamp) {
    var code =
        HmacSha256.of(
            bytes,
            who.text().getBytes(StandardCharsets.UTF_8),
            secretBlock,
            timestamp.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(code);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /// Says only that it is one.
  @Override
  public String toString() {
    return "SrpSessionKey[…]";
  }
}
