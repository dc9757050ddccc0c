package dev.gatehouse.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The key under which secrets are sealed: 32 bytes, written as Base64. Kept outside the database
/// (design D12). Never printed.
public final class MasterKey {
  /// Its length in bytes.
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private MasterKey(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /// The key that `text` spells; empty when it is not Base64 of 32 bytes. Blanks around it are
  /// ignored.
  public static Optional<MasterKey> parse(String text) {
    try {
      var bytes = Base64.getDecoder().decode(text.strip());
      return bytes.length == LENGTH ? Optional.of(new MasterKey(bytes)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /// A new random key.
  public static MasterKey mint(RandomGenerator random) {
    var bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return new MasterKey(bytes);
  }

  /// The key as Base64, to be written where the operator keeps it.
  public String text() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MasterKey key && Digests.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// Says only that it is one.
  @Override
  public String toString() {
    return "MasterKey[…]";
  }
}
