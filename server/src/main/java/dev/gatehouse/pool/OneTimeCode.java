package dev.gatehouse.pool;

import java.util.random.RandomGenerator;

/// A code that is sent to a user and typed back, digits with leading zeros (behaviour reference
/// users §8.4, BF-14): `007413`.
public record OneTimeCode(String value) {
  /// Of codes for sign-up, reset, verification and SMS: 20 bits, rounded up (assumed, §8.4).
  public static final int DIGITS = 6;

  /// Of `EMAIL_OTP` (§8.4).
  public static final int EMAIL_OTP_DIGITS = 8;

  private static final int DIGITS_MAX = 9;

  /// A new one. All are equally likely: the source draws again rather than to round.
  ///
  /// @param digits [#DIGITS] or [#EMAIL_OTP_DIGITS]
  public static OneTimeCode mint(int digits, RandomGenerator random) {
    if (digits < DIGITS || digits > DIGITS_MAX) {
      throw new IllegalArgumentException("a code of " + digits + " digits");
    }
    int count = 1;
    for (int i = 0; i < digits; i++) {
      count *= 10;
    }
    var number = Integer.toString(random.nextInt(count));
    return new OneTimeCode("0".repeat(digits - number.length()) + number);
  }

  /// Says only that it is one: a code must not reach a log (BF-15).
  @Override
  public String toString() {
    return "OneTimeCode[…]";
  }
}
