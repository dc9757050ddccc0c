package dev.gatehouse.aws;

import java.util.BitSet;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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

  /// One class of characters, repeated: the form of the patterns of tokens, user and client names.
  private static final Pattern REPEATED = Pattern.compile("(\\[[^\\[\\]&]+\\])\\+");

  private static final int ASCII = 128;

  private final String published;
  private final Pattern matcher;

  /// The ASCII characters of a repeated class; of other patterns none. Java asks each range of a
  /// class for each character, 25 microseconds for a token.
  private final BitSet repeated;

  TextPattern(String published) {
    this.published = published;
    this.matcher = Pattern.compile(LINEAR.getOrDefault(published, published));
    this.repeated = repeated(published);
  }

  private static BitSet repeated(String pattern) {
    var characters = new BitSet(ASCII);
    var form = REPEATED.matcher(pattern);
    if (form.matches()) {
      var one = Pattern.compile(form.group(1)).asMatchPredicate();
      IntStream.range(0, ASCII)
          .filter(c -> one.test(Character.toString(c)))
          .forEach(characters::set);
    }
    return characters;
  }

  boolean matches(CharSequence text) {
    return isRepeated(text) || matcher.matcher(text).matches();
  }

  private boolean isRepeated(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (!repeated.get(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// The pattern as in messages.
  String published() {
    return published;
  }
}
