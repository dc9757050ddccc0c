package dev.gatehouse.console;

import dev.gatehouse.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The cookie that keeps somebody signed in when his page is loaded again:
///
/// ```
/// Set-Cookie: __Host-gatehouse-console=…; Path=/; Secure; HttpOnly; SameSite=Strict
/// ```
///
/// Over plain HTTP without the prefix and `Secure`, which browsers would not store.
///
/// @param secure whether the browser speaks TLS
record SessionCookie(boolean secure) {
  private static final String NAME = "gatehouse-console";
  private static final Pattern VALUE = Pattern.compile("[\\w-]{43}");

  private String name() {
    return secure ? "__Host-" + NAME : NAME;
  }

  /// The value of `Set-Cookie` for a session.
  String set(String token) {
    return name() + "=" + token + attributes();
  }

  /// The value of `Set-Cookie` that takes it away.
  String clear() {
    return name() + "=" + attributes() + "; Max-Age=0";
  }

  private String attributes() {
    return "; Path=/" + (secure ? "; Secure" : "") + "; HttpOnly; SameSite=Strict";
  }

  /// The token that came back; empty also where there are two: one of them is somebody else's.
  Optional<String> token(Request request) {
    var found = new ArrayList<String>();
    for (var header : request.headers().all("cookie")) {
      for (var pair : List.of(header.split(";", -1))) {
        var equals = pair.indexOf('=');
        if (equals > 0 && pair.substring(0, equals).strip().equals(name())) {
          found.add(pair.substring(equals + 1).strip());
        }
      }
    }
    return found.size() == 1
        ? Optional.of(found.getFirst()).filter(value -> VALUE.matcher(value).matches())
        : Optional.empty();
  }
}
