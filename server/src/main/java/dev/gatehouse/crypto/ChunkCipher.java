package dev.gatehouse.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The chunks of one stream, each sealed with AES-256-GCM under a key that seals nothing else. The
/// nonce is the place of the chunk and whether it is the last one, so that a chunk which was
/// changed, moved, doubled, left out, or made the last one does not open (the STREAM construction
/// of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
final class ChunkCipher {
  /// Bytes of a chunk before it is sealed; the last one may be shorter.
  static final int CHUNK = 64 * 1024;

  static final int TAG = 16;

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_LENGTH = 12;

  private final SecretKeySpec key;
  private final Cipher cipher;
  private int place;

  ChunkCipher(StreamKey key) {
    this.key = new SecretKeySpec(key.bytes(), "AES");
    try {
      cipher = Cipher.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  byte[] seal(byte[] chunk, int length, boolean isLast) {
    try {
      return next(Cipher.ENCRYPT_MODE, isLast).doFinal(chunk, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @throws UnsealException when it is not the next chunk of this stream as it was sealed
  byte[] open(byte[] sealed, int length, boolean isLast) {
    try {
      return next(Cipher.DECRYPT_MODE, isLast).doFinal(sealed, 0, length);
    } catch (GeneralSecurityException altered) {
      throw new UnsealException("chunk " + (place - 1) + " of a stream");
    }
  }

  private Cipher next(int mode, boolean isLast) throws GeneralSecurityException {
    var nonce = ByteBuffer.allocate(NONCE_LENGTH).putInt(place).putInt(isLast ? 1 : 0).array();
    place = Math.incrementExact(place);
    cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    return cipher;
  }
}
