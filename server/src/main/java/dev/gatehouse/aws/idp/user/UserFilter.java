package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.UserError;

/// The `Filter` of ListUsers (§2.8): `family_name = "Reddy"`, `username ^= "j"`. Read by hand, from
/// the left; what does not end where it should is refused, never read as less (IN-02).
///
/// @param attribute what is searched, as it was written
/// @param isPrefix `^=`
/// @param value with its escapes undone
record UserFilter(String attribute, boolean isPrefix, String value) {
  private static final String QUOTE = "\"";

  /// @param text not blank
  /// @throws ApiException `FILTER_SYNTAX`
  static UserFilter parse(String text) {
    var rest = text.strip();
    int end = 0;
    while (end < rest.length() && isOfName(rest.charAt(end))) {
      end++;
    }
    var attribute = rest.substring(0, end);
    rest = rest.substring(end).strip();
    var isPrefix = rest.startsWith("^=");
    if (attribute.isEmpty() || !(isPrefix || rest.startsWith("="))) {
      throw malformed();
    }
    return new UserFilter(attribute, isPrefix, value(rest.substring(isPrefix ? 2 : 1).strip()));
  }

  private static boolean isOfName(char c) {
    return c != '=' && c != '^' && c != '"' && !Character.isWhitespace(c);
  }

  /// The text between the quotes: `\"` is a quote, every other backslash is one (IN-03).
  private static String value(String quoted) {
    if (!quoted.startsWith(QUOTE)) {
      throw malformed();
    }
    var value = new StringBuilder();
    for (int i = 1; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '"') {
        if (i < quoted.length() - 1) {
          throw malformed();
        }
        return value.toString();
      }
      if (quoted.startsWith("\\\"", i)) {
        i++;
        c = '"';
      }
      value.append(c);
    }
    throw malformed();
  }

  private static ApiException malformed() {
    return new ApiException(UserError.FILTER_SYNTAX);
  }

  /// Without the value, which is somebody's name or address.
  @Override
  public String toString() {
    return "UserFilter[" + attribute + "]";
  }
}
