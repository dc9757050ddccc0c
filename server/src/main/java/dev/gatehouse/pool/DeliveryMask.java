package dev.gatehouse.pool;

/// Where a code was sent, as strangers may see it: `Destination` (behaviour reference users §8.2).
public final class DeliveryMask {
  private static final String HIDDEN = "***";
  private static final int PHONE_DIGITS_SHOWN = 4;

  private DeliveryMask() {}

  /// The first character of the name and of the domain: `j***@g***`. What has no `@` shows its
  /// first character alone.
  public static String email(String address) {
    int at = address.lastIndexOf('@');
    return at < 0
        ? first(address) + HIDDEN
        : first(address.substring(0, at))
            + HIDDEN
            + "@"
            + first(address.substring(at + 1))
            + HIDDEN;
  }

  /// A star for every digit but the last four: `+*******9934`. Of a number of no more than four
  /// digits none is shown.
  public static String phoneNumber(String number) {
    var digits = number.startsWith("+") ? number.substring(1) : number;
    int length = digits.codePointCount(0, digits.length());
    int hidden = length > PHONE_DIGITS_SHOWN ? length - PHONE_DIGITS_SHOWN : length;
    return "+" + "*".repeat(hidden) + digits.substring(digits.offsetByCodePoints(0, hidden));
  }

  /// A whole character, also where it takes two units of UTF-16.
  private static String first(String text) {
    return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
  }
}
