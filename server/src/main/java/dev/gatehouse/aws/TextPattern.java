package dev.gatehouse.aws;

import java.util.Map;
import java.util.regex.Pattern;

/// A regular expression of the API model: its published text for messages, and a matcher that takes
/// linear time on any input (HT-13). The service uses Java's dialect and matches the whole value.
final class TextPattern {
  private static final String LETTERS = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]";
  private static final String LETTERS_AND_SPACES = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]";

  /// The published patterns that backtrack without bound, and equal ones that do not: the alphabet
  /// is checked once for the whole text, then the first place of each fixed part is taken for good.
  private static final Map<String, String> LINEAR =
      Map.of(
          LETTERS_AND_SPACES + "*\\{####\\}" + LETTERS_AND_SPACES + "*",
          "(?s)(?=" + LETTERS_AND_SPACES + "*+\\z)(?>.*?\\{####\\}).*+",
          LETTERS_AND_SPACES + "*\\{##" + LETTERS_AND_SPACES + "*##\\}" + LETTERS_AND_SPACES + "*",
          "(?s)(?=" + LETTERS_AND_SPACES + "*+\\z)(?>.*?\\{##)(?>.*?##\\}).*+",
          ".*\\{####\\}.*",
          "(?=.*+\\z)(?>.*?\\{####\\}).*+",
          LETTERS + "+@" + LETTERS + "+",
          "(?s)(?=" + LETTERS + "++\\z).(?>.*?@).++");

  private final String published;
  private final Pattern matcher;

  TextPattern(String published) {
    this.published = published;
    this.matcher = Pattern.compile(LINEAR.getOrDefault(published, published));
  }

  boolean matches(CharSequence text) {
    return matcher.matcher(text).matches();
  }

  /// The pattern as in messages.
  String published() {
    return published;
  }
}
