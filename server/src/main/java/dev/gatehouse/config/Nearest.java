package dev.gatehouse.config;

import java.util.Comparator;
import java.util.List;

/// Finds what somebody probably meant: the name with the fewest single-character edits.
final class Nearest {
  private Nearest() {}

  static String to(String wrong, List<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> edits(wrong, name)))
        .orElseThrow(() -> new IllegalArgumentException("no names"));
  }

  /// Insertions, deletions and replacements that turn `from` into `to` (Levenshtein's distance).
  static int edits(String from, String to) {
    var previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      var row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        var replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[to.length()];
  }
}
