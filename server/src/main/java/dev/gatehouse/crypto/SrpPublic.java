package dev.gatehouse.crypto;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;

/// What one side shows the other: `SRP_A` of the client, `SRP_B` of the server; between 1 and N -
/// 1.
public record SrpPublic(BigInteger value) {
  /// All of N, and a byte for the sign, which some clients write.
  private static final int DIGITS_MAX = 2 * SrpGroup.LENGTH + 2;

  private static final int RADIX = 16;

  public SrpPublic {
    if (!SrpGroup.contains(value)) {
      throw new IllegalArgumentException("not a public value of the group");
    }
  }

  /// The value that hexadecimal digits of either case spell, for instance `945a49b9e112…`. Empty
  /// for whatever is no such value: a multiple of N, which would make the key known to everybody
  /// (SR-01; RFC 5054 §2.5.4), a sign, no digits or too many, digits that are not ASCII; and for
  /// what is larger than N, such as N + 1, which no client computes (SR-02).
  public static Optional<SrpPublic> parse(String text) {
    if (text.isEmpty()
        || text.length() > DIGITS_MAX
        || !text.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.empty();
    }
    return Optional.of(new BigInteger(text, RADIX)).filter(SrpGroup::contains).map(SrpPublic::new);
  }

  /// The value as it is sent: lower-case digits without padding (§3.3).
  public String hex() {
    return value.toString(RADIX);
  }

  byte[] encoded() {
    return value.toByteArray();
  }
}
