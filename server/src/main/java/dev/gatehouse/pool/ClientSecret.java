package dev.gatehouse.pool;

import java.util.random.RandomGenerator;

/// The secret of a confidential app client: 24 to 64 characters of `[A-Za-z0-9_+]` when a caller
/// chose it (AC-03), 256 random bits in base 32 when it was generated (AC-02).
public record ClientSecret(String value) {
  /// A new random secret (behaviour reference AC-02).
  public static ClientSecret mint(RandomGenerator random) {
    return new ClientSecret(ClientId.base32(random, 32));
  }

  /// Says only that it is one: a secret must not reach a log.
  @Override
  public String toString() {
    return "ClientSecret[…]";
  }
}
