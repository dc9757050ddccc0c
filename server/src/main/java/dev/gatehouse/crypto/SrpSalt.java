package dev.gatehouse.crypto;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The salt of a verifier as it is sent, for instance `f3a1b2c3d4e5f60718293a4b5c6d7e8f`:
/// lower-case digits of which the first is not zero. Clients disagree on what leading zeros hash to
/// (§3.3, point 2).
public record SrpSalt(String hex) {
  private static final int LENGTH = 16;
  private static final int DIGITS_MAX = 128;

  public SrpSalt {
    if (hex.isEmpty()
        || hex.length() > DIGITS_MAX
        || hex.charAt(0) == '0'
        || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      throw new IllegalArgumentException("not a salt");
    }
  }

  /// A new one: 32 digits.
  public static SrpSalt mint(RandomGenerator random) {
    var bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return of(bytes);
  }

  /// The salt that random bytes make; the first digit is one of 15.
  static SrpSalt of(byte[] bytes) {
    var digits = HexFormat.of().formatHex(bytes);
    return digits.charAt(0) == '0' ? new SrpSalt("8" + digits.substring(1)) : new SrpSalt(digits);
  }

  byte[] encoded() {
    return new BigInteger(hex, 16).toByteArray();
  }
}
