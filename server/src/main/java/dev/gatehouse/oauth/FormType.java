package dev.gatehouse.oauth;

import dev.gatehouse.http.Request;

/// The one media type of the token endpoint: `application/x-www-form-urlencoded`, in UTF-8
/// (behaviour reference TK-01, TK-02).
final class FormType {
  private static final String FORM = "application/x-www-form-urlencoded";

  private FormType() {}

  /// Whether the request says that its body is such a form. Another character set is refused: it
  /// would mean other parameters to a proxy that decodes it (TE-08).
  static boolean isSent(Request request) {
    var sent = request.headers().all("content-type");
    if (sent.size() != 1) {
      return false;
    }
    var type = sent.getFirst();
    var semicolon = type.indexOf(';');
    if (semicolon < 0) {
      return type.strip().equalsIgnoreCase(FORM);
    }
    return type.substring(0, semicolon).strip().equalsIgnoreCase(FORM)
        && isUtf8(type.substring(semicolon + 1));
  }

  private static boolean isUtf8(String parameters) {
    for (var parameter : parameters.split(";", -1)) {
      var equals = parameter.indexOf('=');
      var name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (name.strip().equalsIgnoreCase("charset")
          && !isUtf8Name(parameter.substring(equals + 1))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUtf8Name(String value) {
    var name = value.strip();
    return name.equalsIgnoreCase("utf-8") || name.equalsIgnoreCase("\"utf-8\"");
  }
}
