package dev.gatehouse.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals with AES-256-GCM (NIST SP 800-38D): version byte, 96-bit random nonce, ciphertext with its
/// 128-bit tag; the context is the associated data.
public final class AesGcmSealer implements Sealer {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final Provider PROVIDER = provider();
  private static final byte VERSION = 1;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_BITS = 128;
  static final int OVERHEAD = 1 + NONCE_LENGTH + TAG_BITS / 8;

  private final SecretKeySpec key;
  private final RandomGenerator random;

  /// @param random source of nonces: must never repeat them, so a `SecureRandom` outside tests
  public AesGcmSealer(MasterKey key, RandomGenerator random) {
    this.key = new SecretKeySpec(key.bytes(), "AES");
    this.random = random;
  }

  @Override
  public byte[] seal(byte[] secret, String context) {
    var nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    try {
      var ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret);
      return ByteBuffer.allocate(1 + NONCE_LENGTH + ciphertext.length)
          .put(VERSION)
          .put(nonce)
          .put(ciphertext)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] open(byte[] sealed, String context) {
    if (sealed.length < OVERHEAD || sealed[0] != VERSION) {
      throw new UnsealException(context);
    }
    var bytes = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
    var nonce = new byte[NONCE_LENGTH];
    bytes.get(nonce);
    var ciphertext = new byte[bytes.remaining()];
    bytes.get(ciphertext);
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(ciphertext);
    } catch (GeneralSecurityException notSealedHere) {
      throw new UnsealException(context);
    }
  }

  /// HKDF-SHA256 (RFC 5869): nothing of the master key follows from what is derived from it.
  @Override
  public byte[] deriveKey(String purpose) {
    var info = ("derived-key|" + purpose).getBytes(StandardCharsets.UTF_8);
    try {
      var parameters =
          HKDFParameterSpec.ofExtract().addIKM(key.getEncoded()).thenExpand(info, MasterKey.LENGTH);
      return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HKDF-SHA256", e);
    }
  }

  /// Looked up once: the search through all providers costs more than opening a secret.
  private static Provider provider() {
    try {
      return Cipher.getInstance(ALGORITHM).getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
    var cipher = Cipher.getInstance(ALGORITHM, PROVIDER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(new byte[] {VERSION});
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
