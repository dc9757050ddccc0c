package dev.gatehouse.pool;

import java.util.random.RandomGenerator;

/// A password that Gatehouse makes for a user whom an administrator creates (behaviour reference
/// users §2.4), to be typed from a message.
public record TemporaryPassword(String value) {
  private static final int LENGTH_MIN = 12;

  /// Letters, digits and symbols that are not taken for one another and that no template has to
  /// escape.
  private static final String ALPHABET =
      "ABCDEFGHJKMNPQRSTUVWXYZ" + "abcdefghjkmnpqrstuvwxyz" + "23456789" + "!#$%*+-=?@_";

  /// A new one, which has at least 70 bits and conforms to `policy` whatever it asks for: all
  /// passwords of its length with an upper-case and a lower-case letter, a digit and a symbol are
  /// equally likely.
  public static TemporaryPassword mint(PasswordPolicy policy, RandomGenerator random) {
    int length = Math.max(LENGTH_MIN, policy.minimumLength());
    var strictest = new PasswordPolicy(length, true, true, true, true);
    while (true) {
      var drawn = draw(length, random);
      if (strictest.fault(drawn).isEmpty()) {
        return new TemporaryPassword(drawn);
      }
    }
  }

  private static String draw(int length, RandomGenerator random) {
    var drawn = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      drawn.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return drawn.toString();
  }

  /// Says only that it is one: a password must not reach a log.
  @Override
  public String toString() {
    return "TemporaryPassword[…]";
  }
}
