package dev.gatehouse.pool;

import dev.gatehouse.crypto.Digests;
import java.util.List;
import java.util.random.RandomGenerator;

/// The secret of a confidential app client: 24 to 64 characters of `[A-Za-z0-9_+]` when a caller
/// chose it (AC-03), 256 random bits in base 32 when it was generated (AC-02).
public record ClientSecret(String value) {
  /// How many a client has at most (AC-42).
  private static final int SECRETS_MAX = 2;

  /// Compared where there is nothing to compare with; to send it proves nothing.
  private static final String NO_SECRET = "no secret";

  /// A new random secret (behaviour reference AC-02).
  public static ClientSecret mint(RandomGenerator random) {
    return new ClientSecret(ClientId.base32(random, 32));
  }

  /// Whether `presented` is one of `secrets`, after as many comparisons for every client and for
  /// none: the time must not tell how many secrets there are (TE-23).
  public static boolean isOneOf(List<ClientSecret> secrets, String presented) {
    var isOne = false;
    for (int i = 0; i < Math.max(SECRETS_MAX, secrets.size()); i++) {
      var isReal = i < secrets.size();
      var isEqual = Digests.isEqual(isReal ? secrets.get(i).value() : NO_SECRET, presented);
      isOne |= isReal && isEqual;
    }
    return isOne;
  }

  /// Says only that it is one: a secret must not reach a log.
  @Override
  public String toString() {
    return "ClientSecret[…]";
  }
}
