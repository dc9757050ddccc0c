package dev.gatehouse.pool;

import java.util.Optional;

/// An AWS Region, for instance `us-east-1`. State is separate by Region; a pool id begins with it.
public record Region(String name) {
  private static final int WORDS_MIN = 3;
  private static final int WORDS_MAX = 5;

  public Region {
    if (!isShaped(name)) {
      throw new IllegalArgumentException("not a Region: " + name);
    }
  }

  /// The Region when `text` has the shape of one, otherwise empty.
  public static Optional<Region> parse(String text) {
    return isShaped(text) ? Optional.of(new Region(text)) : Optional.empty();
  }

  /// Two letters, one to three words of two to nine letters, and a number of one or two digits,
  /// with hyphens between. By hand, because every pool id of every request is checked.
  static boolean isShaped(String text) {
    int words = 1;
    int start = 0;
    for (int end = text.indexOf('-'); end >= 0; end = text.indexOf('-', start)) {
      if (words == WORDS_MAX || !isWord(text, start, end, words == 1 ? 2 : 9)) {
        return false;
      }
      words++;
      start = end + 1;
    }
    return words >= WORDS_MIN && isNumber(text, start);
  }

  private static boolean isWord(String text, int start, int end, int lettersMax) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
        return false;
      }
    }
    return end - start >= 2 && end - start <= lettersMax;
  }

  private static boolean isNumber(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return start < text.length() && text.length() - start <= 2;
  }

  @Override
  public String toString() {
    return name;
  }
}
