package dev.gatehouse.store;

import java.util.Base64;

/// A secret under the master key, as text: Base64 of version, nonce and ciphertext. Says nothing of
/// the secret and may be stored anywhere.
public record Sealed(String text) {
  public static Sealed of(byte[] bytes) {
    return new Sealed(Base64.getEncoder().encodeToString(bytes));
  }

  /// @throws IllegalArgumentException when the text is damaged
  public byte[] bytes() {
    return Base64.getDecoder().decode(text);
  }
}
