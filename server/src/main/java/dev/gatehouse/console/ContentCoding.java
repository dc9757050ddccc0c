package dev.gatehouse.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A content coding (RFC 9110 §8.4.1) that files lie there in.
///
/// @param name `br`, `gzip`
/// @param suffix of such files
record ContentCoding(String name, String suffix) {
  static final ContentCoding BROTLI = new ContentCoding("br", ".br");
  static final ContentCoding GZIP = new ContentCoding("gzip", ".gz");

  private static final List<ContentCoding> BEST_FIRST = List.of(BROTLI, GZIP);
  private static final Pattern REFUSED = Pattern.compile(";\\s*q=0(\\.0{0,3})?\\s*$");

  /// The best one that is both offered and accepted; empty for the file as it is.
  ///
  /// @param accepted the values of `Accept-Encoding` (RFC 9110 §12.5.3)
  /// @param offered names
  static Optional<ContentCoding> choose(List<String> accepted, List<String> offered) {
    var header = String.join(",", accepted).toLowerCase(Locale.ROOT);
    return BEST_FIRST.stream()
        .filter(coding -> offered.contains(coding.name) && isAccepted(header, coding.name))
        .findFirst();
  }

  /// What names the coding counts; a star stands for those that are not named.
  private static boolean isAccepted(String header, String name) {
    var isAnyAccepted = false;
    for (var part : header.split(",", -1)) {
      var coding = part.split(";", 2)[0].strip();
      var isRefused = REFUSED.matcher(part).find();
      if (coding.equals(name)) {
        return !isRefused;
      }
      isAnyAccepted |= coding.equals("*") && !isRefused;
    }
    return isAnyAccepted;
  }
}
