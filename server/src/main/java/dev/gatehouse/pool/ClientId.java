package dev.gatehouse.pool;

import java.math.BigInteger;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Identifies an app client, in any pool: 1 to 128 characters of `[A-Za-z0-9_+]` (API reference:
/// `ClientIdType`), for instance `14aq5ll5b1it6f62uefem6aqhn`.
public record ClientId(String value) {
  private static final int LENGTH_MAX = 128;

  public ClientId {
    if (!isShaped(value)) {
      throw new IllegalArgumentException("not a client id");
    }
  }

  /// The id when `text` has its shape, otherwise empty: no client can have such an id.
  public static Optional<ClientId> parse(String text) {
    return isShaped(text) ? Optional.of(new ClientId(text)) : Optional.empty();
  }

  /// A new random id: 128 bits in base 32, leading zeros dropped (behaviour reference AC-01).
  public static ClientId mint(RandomGenerator random) {
    return new ClientId(base32(random, 16));
  }

  /// `bytes` random bytes as a number in base 32 (`0-9a-v`).
  static String base32(RandomGenerator random, int bytes) {
    var magnitude = new byte[bytes];
    random.nextBytes(magnitude);
    return new BigInteger(1, magnitude).toString(32);
  }

  // By hand, not by regular expression: it runs for every token request.
  private static boolean isShaped(String text) {
    return !text.isEmpty()
        && text.length() <= LENGTH_MAX
        && text.chars().allMatch(ClientId::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '+';
  }

  @Override
  public String toString() {
    return value;
  }
}
