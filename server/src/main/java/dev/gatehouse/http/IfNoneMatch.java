package dev.gatehouse.http;

/// Whether a client has the newest already (RFC 9110 §13.1.2).
public final class IfNoneMatch {
  private IfNoneMatch() {}

  /// A star, or a list of validators, compared weakly.
  ///
  /// @param etag with its quotes
  public static boolean holds(Headers headers, String etag) {
    for (var condition : headers.all("if-none-match")) {
      for (var validator : condition.split(",", -1)) {
        var text = validator.strip();
        if (text.equals("*") || text.equals(etag) || text.equals("W/" + etag)) {
          return true;
        }
      }
    }
    return false;
  }
}
