package dev.gatehouse.crypto;

/// Seals secrets that must be recovered (design D12): AES-256-GCM under the master key, a fresh
/// random nonce each time, bound to where the secret is stored so that a sealed value moved to
/// another row does not open (security checks KS-01, KS-05).
public interface Sealer {
  /// @param context names the row, for instance
  ///   `client-secret|us-east-1_a1B2c3D4e|14aq…|14aq…--1527806667`
  /// @return version byte, nonce, ciphertext and tag
  byte[] seal(byte[] secret, String context);

  /// @throws UnsealException when the bytes were not sealed under this master key and context
  byte[] open(byte[] sealed, String context);

  /// A key of 32 bytes that follows from the master key, the same on every node and after every
  /// start, for what must be recognised and never recovered ([KeyedHash]).
  ///
  /// @param purpose names its only use, for instance `user-code`
  byte[] deriveKey(String purpose);
}
