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
    var words = text.split("-", WORDS_MAX + 1);
    int last = words.length - 1;
    if (words.length < WORDS_MIN || words.length > WORDS_MAX) {
      return false;
    }
    for (int i = 1; i < last; i++) {
      if (!isWord(words[i], 2, 9, 'a', 'z')) {
        return false;
      }
    }
    return isWord(words[0], 2, 2, 'a', 'z') && isWord(words[last], 1, 2, '0', '9');
  }

  private static boolean isWord(String text, int min, int max, char first, char last) {
    return text.length() >= min
        && text.length() <= max
        && text.chars().allMatch(c -> c >= first && c <= last);
  }

  @Override
  public String toString() {
    return name;
  }
}
