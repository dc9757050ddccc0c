package dev.gatehouse.aws.sts;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The parameters of a query-protocol request. What is malformed or given twice counts as not
/// given: nothing but the two parameters of one known action is ever looked at.
final class StsForm {
  private static final int PARAMETERS_MAX = 100;

  private final Map<String, String> parameters;

  private StsForm(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  static StsForm parse(byte[] body) {
    var parameters = new HashMap<String, String>();
    for (var pair : new String(body, StandardCharsets.UTF_8).split("&", PARAMETERS_MAX)) {
      var equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.merge(
            decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)), (_, _) -> "");
      }
    }
    return new StsForm(parameters);
  }

  /// The value; empty when it was not given once.
  String one(String name) {
    return parameters.getOrDefault(name, "");
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }
}
