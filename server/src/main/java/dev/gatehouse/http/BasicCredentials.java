package dev.gatehouse.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// What the `Authorization` header says in the Basic scheme (RFC 7617).
public sealed interface BasicCredentials {
  /// There is no such header.
  record Absent() implements BasicCredentials {}

  /// Two headers, another scheme, not canonical Base64, no colon, or bytes that are not printable
  /// ASCII.
  record Malformed() implements BasicCredentials {}

  /// As sent, not form-decoded: where RFC 6749 §2.3.1 asks for decoding, Cognito compares raw
  /// (behaviour reference TK-05).
  record Present(String user, String password) implements BasicCredentials {
    /// Says nothing of the password.
    @Override
    public String toString() {
      return "Present[" + user + "]";
    }
  }

  static BasicCredentials of(Request request) {
    var headers = request.headers().all("authorization");
    if (headers.isEmpty()) {
      return new Absent();
    }
    return headers.size() == 1 ? parse(headers) : new Malformed();
  }

  private static BasicCredentials parse(List<String> headers) {
    var header = headers.getFirst();
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return new Malformed();
    }
    try {
      var encoded = header.substring(6).strip();
      var bytes = Base64.getDecoder().decode(encoded);
      // One spelling for one credential: the decoder also takes missing padding and stray bits.
      if (!Base64.getEncoder().encodeToString(bytes).equals(encoded)) {
        return new Malformed();
      }
      return split(bytes);
    } catch (IllegalArgumentException notBase64) {
      return new Malformed();
    }
  }

  private static BasicCredentials split(byte[] bytes) {
    for (var b : bytes) {
      if (b < 0x20 || b == 0x7f) {
        return new Malformed();
      }
    }
    var text = new String(bytes, StandardCharsets.US_ASCII);
    var colon = text.indexOf(':');
    return colon > 0
        ? new Present(text.substring(0, colon), text.substring(colon + 1))
        : new Malformed();
  }
}
