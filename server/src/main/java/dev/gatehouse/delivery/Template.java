package dev.gatehouse.delivery;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of one kind of message, with placeholders.
///
/// @param subject of an e-mail; placeholders mean nothing in it (assumed: nobody promises them, and
///   codes do not belong where a locked screen shows them)
/// @param body with `{####}`, in invitations also `{username}` (behaviour reference §8.1)
record Template(Optional<String> subject, String body) {
  private static final String SECRET = "####";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(####|username)\\}");

  /// Whether the code or password has a place in it.
  boolean showsSecret() {
    return body.contains("{" + SECRET + "}");
  }

  /// The body with its placeholders filled in one pass: what a user calls himself is no template
  /// (OU-12).
  ///
  /// @param username empty where `{username}` is no placeholder
  /// @param escape makes a value safe where it is put
  String filled(
      Optional<String> username, Optional<String> secret, Function<String, String> escape) {
    return PLACEHOLDER
        .matcher(body)
        .replaceAll(found -> {
          var value = found.group(1).equals(SECRET) ? Optional.of(secret.orElse("")) : username;
          return Matcher.quoteReplacement(value.map(escape).orElse(found.group()));
        });
  }

  /// A value as text in HTML, in an attribute too: five characters mean something there.
  static String html(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /// A text as one line: the API lets line ends into subjects, and a header would begin behind one.
  static String oneLine(String text) {
    var line = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
