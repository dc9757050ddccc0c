package dev.gatehouse.store.sql;

import java.util.Optional;

/// Texts that begin alike are neighbours where text compares byte by byte (UTF-8), as it does in
/// both databases: a range instead of a pattern, which an index could not answer.
final class BytewisePrefix {
  private BytewisePrefix() {}

  /// The first text behind all those that begin with `prefix`: its last character is the next one.
  ///
  /// @return empty when there is none: for an empty prefix, and for one of U+10FFFF alone
  static Optional<String> end(String prefix) {
    var end = prefix.length();
    while (end > 0) {
      var last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        return Optional.of(prefix.substring(0, end) + Character.toString(next(last)));
      }
    }
    return Optional.empty();
  }

  /// Halves of surrogate pairs are no characters, and UTF-8 cannot hold them.
  private static int next(int codePoint) {
    return codePoint + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : codePoint + 1;
  }
}
