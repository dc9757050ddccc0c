package dev.gatehouse.pool;

import java.math.BigDecimal;
import java.util.function.IntPredicate;

/// What values of attributes look like (behaviour reference users §2.6). By hand, in linear time:
/// anybody can send them.
public final class AttributeFormats {
  private static final int BIRTHDATE_LENGTH = 10;

  /// E.164 §6.2.1; what the service takes beyond is not known.
  private static final int PHONE_DIGITS_MAX = 15;

  /// RFC 5321 §4.5.3.1.
  private static final int LOCAL_PART_MAX = 64;

  /// RFC 5321 §4.5.3.1.3, less the angle brackets of a path.
  private static final int EMAIL_MAX = 254;

  /// RFC 1035 §2.3.4.
  private static final int LABEL_MAX = 63;

  /// Characters that would mean something else in a header of a message (RFC 5322 §3.2.3).
  private static final String SPECIALS = "()<>[]:;@\\,\"";

  /// Digits before and after the point.
  private static final int DIGITS_MAX = 30;

  private AttributeFormats() {}

  /// @throws RefusedException with [Refusal.InvalidEmail]
  public static void requireEmail(String value) {
    if (!isEmail(value)) {
      throw new RefusedException(new Refusal.InvalidEmail());
    }
  }

  /// @throws RefusedException with [Refusal.InvalidPhoneNumber]
  public static void requirePhoneNumber(String value) {
    if (!isPhoneNumber(value)) {
      throw new RefusedException(new Refusal.InvalidPhoneNumber());
    }
  }

  /// `birthdate` is ten characters, for instance `2001-01-31`; that they are a date is not asked.
  ///
  /// @throws RefusedException as [#requireLength]
  public static void requireBirthdate(String value) {
    requireLength("birthdate", value, BIRTHDATE_LENGTH, BIRTHDATE_LENGTH);
  }

  /// @param name with its prefix: `custom:team`
  /// @param min as Java counts, like `max` and like the API's own shapes (assumed)
  /// @throws RefusedException with [Refusal.AttributeTooShort] or [Refusal.AttributeTooLong]
  public static void requireLength(String name, String value, int min, int max) {
    if (value.length() < min) {
      throw new RefusedException(new Refusal.AttributeTooShort(name, min));
    }
    if (value.length() > max) {
      throw new RefusedException(new Refusal.AttributeTooLong(name, max));
    }
  }

  /// A number in decimal digits of ASCII, for instance `-12.5`; the limits of a schema are written
  /// so.
  ///
  /// @throws RefusedException with [Refusal.AttributeNotANumber]
  public static BigDecimal requireNumber(String name, String value) {
    if (!isNumber(value)) {
      throw new RefusedException(new Refusal.AttributeNotANumber(name));
    }
    return new BigDecimal(value);
  }

  /// A name, one `@`, and a domain of at least two labels. Which addresses the service takes is not
  /// known in detail: assumed are letters and digits of any script, no quoted names, no domain
  /// literals, and nothing that is invisible.
  public static boolean isEmail(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at <= LOCAL_PART_MAX
        && text.length() <= EMAIL_MAX
        && isDotted(text.substring(0, at), EMAIL_MAX, AttributeFormats::isAtom)
        && text.indexOf('.', at) > at
        && isDotted(text.substring(at + 1), LABEL_MAX, AttributeFormats::isOfLabel);
  }

  /// `+` and 1 to 15 digits.
  public static boolean isPhoneNumber(String text) {
    return text.length() > 1
        && text.length() <= PHONE_DIGITS_MAX + 1
        && text.charAt(0) == '+'
        && areDigits(text.substring(1));
  }

  private static boolean isNumber(String text) {
    var digits = text.startsWith("-") ? text.substring(1) : text;
    int point = digits.indexOf('.');
    return point < 0
        ? isPart(digits)
        : isPart(digits.substring(0, point)) && isPart(digits.substring(point + 1));
  }

  private static boolean isPart(String digits) {
    return !digits.isEmpty() && digits.length() <= DIGITS_MAX && areDigits(digits);
  }

  private static boolean areDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// Parts with one dot between, none of them empty.
  private static boolean isDotted(String text, int partMax, IntPredicate character) {
    for (var part : text.split("\\.", -1)) {
      if (part.isEmpty() || part.length() > partMax || !part.codePoints().allMatch(character)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAtom(int c) {
    return SPECIALS.indexOf(c) < 0 && isVisible(c);
  }

  private static boolean isOfLabel(int c) {
    return c == '-' || Character.isLetterOrDigit(c) || isMark(c);
  }

  /// `[\p{L}\p{M}\p{S}\p{N}\p{P}]`, which the API's shapes of names and addresses are made of.
  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> false;
    };
  }
}
