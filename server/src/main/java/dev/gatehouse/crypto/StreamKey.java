package dev.gatehouse.crypto;

import java.util.random.RandomGenerator;

/// The key of one stream, 32 random bytes. It seals nothing else: the chunks of two streams under
/// one key would share their nonces. It travels with its stream, sealed under the master key.
public final class StreamKey {
  private static final int LENGTH = 32;

  /// Bytes of a sealed one.
  public static final int SEALED_LENGTH = AesGcmSealer.OVERHEAD + LENGTH;

  private final byte[] bytes;

  private StreamKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /// @param random must never repeat, so a `SecureRandom` outside tests
  public static StreamKey mint(RandomGenerator random) {
    var bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return new StreamKey(bytes);
  }

  /// @param context names what the stream is
  public byte[] seal(Sealer sealer, String context) {
    return sealer.seal(bytes, context);
  }

  /// @throws UnsealException when another master key or context has sealed it
  public static StreamKey open(byte[] sealed, Sealer sealer, String context) {
    return new StreamKey(sealer.open(sealed, context));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /// Says only that it is one.
  @Override
  public String toString() {
    return "StreamKey[…]";
  }
}
