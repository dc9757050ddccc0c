package dev.gatehouse.pool;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Identifies a user inside of a pool, for ever: shaped as a UUID in lower case, for instance
/// `34c84488-e0e1-70ae-d2ee-991ad1a898c8`. Version and variant of a UUID mean nothing here
/// (behaviour reference §2.1).
public record UserSub(String value) {
  private static final int LENGTH = 36;
  private static final int BYTES = 16;

  /// Which byte begins the third group: `70` in the service's current pools.
  private static final int MARKED_BYTE = 6;

  private static final byte MARK = 0x70;

  public UserSub {
    if (!isShaped(value)) {
      throw new IllegalArgumentException("not the sub of a user");
    }
  }

  /// The sub when `text` has its shape, otherwise empty: no user can have such a sub.
  public static Optional<UserSub> parse(String text) {
    return isShaped(text) ? Optional.of(new UserSub(text)) : Optional.empty();
  }

  /// A new random sub: 120 bits, and the third group begins with `70` (§2.1).
  public static UserSub mint(RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    bytes[MARKED_BYTE] = MARK;
    var hex = HexFormat.of().formatHex(bytes);
    return new UserSub(
        String.join(
            "-",
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20)));
  }

  // By hand, not by regular expression: it runs for every user of a page.
  private static boolean isShaped(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      var isAllowed = isHyphen(i) ? text.charAt(i) == '-' : isHexDigit(text.charAt(i));
      if (!isAllowed) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHyphen(int place) {
    return place == 8 || place == 13 || place == 18 || place == 23;
  }

  private static boolean isHexDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  @Override
  public String toString() {
    return value;
  }
}
