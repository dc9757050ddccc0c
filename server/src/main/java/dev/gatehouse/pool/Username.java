package dev.gatehouse.pool;

import java.util.Optional;

/// What a user is called inside of a pool, as it was given and unchanged for ever: 1 to 128
/// characters of `[\p{L}\p{M}\p{S}\p{N}\p{P}]` (API reference: `UsernameType`; behaviour reference
/// §2.1). In pools whose users sign in with an address it is the sub (§2.2).
public record Username(String value) {
  private static final int LENGTH_MAX = 128;

  /// Letters, marks, symbols, numbers and punctuation, as bits by `Character.getType`.
  private static final int ALLOWED =
      bits(
          Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION);

  public Username {
    if (!isShaped(value)) {
      throw new IllegalArgumentException("not a username");
    }
  }

  /// The username when `text` has the shape of one, otherwise empty.
  public static Optional<Username> parse(String text) {
    return isShaped(text) ? Optional.of(new Username(text)) : Optional.empty();
  }

  private static boolean isShaped(String text) {
    return !text.isEmpty()
        && text.length() <= LENGTH_MAX
        && text.codePoints().allMatch(c -> (1 << Character.getType(c) & ALLOWED) != 0);
  }

  private static int bits(byte... types) {
    int bits = 0;
    for (var type : types) {
      bits |= 1 << type;
    }
    return bits;
  }

  @Override
  public String toString() {
    return value;
  }
}
