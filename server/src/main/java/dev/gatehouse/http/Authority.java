package dev.gatehouse.http;

import java.util.Locale;
import java.util.Optional;

/// The host that a request names, with its port where it was sent: `:authority` of HTTP/2, the
/// `Host` header of HTTP/1.
final class Authority {
  private static final int LENGTH_MAX = 261; // A host name of 253 characters, a colon, a port.

  private Authority() {}

  /// The authority in lower case; empty when it is not of the form `host` or `host:port` (HT-06),
  /// or when the request target names another one.
  static Optional<String> of(org.eclipse.jetty.server.Request request) {
    var target = request.getHttpURI().getAuthority();
    var host = request.getHeaders().get("Host");
    if (host == null) {
      host = target;
    }
    if (host == null || (target != null && !target.equalsIgnoreCase(host))) {
      return Optional.empty();
    }
    return parse(host);
  }

  /// The text in lower case; empty when it is not of the form `host` or `host:port`.
  static Optional<String> parse(String text) {
    var colon = text.lastIndexOf(':');
    var hasPort = colon >= 0 && text.indexOf(']', colon) < 0;
    var host = hasPort ? text.substring(0, colon) : text;
    var isPlausible =
        text.length() <= LENGTH_MAX
            && (isName(host) || isBracketed(host))
            && (!hasPort || isPort(text, colon + 1));
    return isPlausible ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  private static boolean isName(String host) {
    for (int i = 0; i < host.length(); i++) {
      var c = host.charAt(i);
      if (!isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    return !host.isEmpty();
  }

  /// An IPv6 address in brackets.
  private static boolean isBracketed(String host) {
    if (host.length() < 4 || host.charAt(0) != '[' || host.charAt(host.length() - 1) != ']') {
      return false;
    }
    for (int i = 1; i < host.length() - 1; i++) {
      var c = host.charAt(i);
      if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPort(String text, int start) {
    var digits = text.length() - start;
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return digits >= 1 && digits <= 5;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
