package dev.gatehouse.console;

import dev.gatehouse.http.Request;
import java.net.InetAddress;

/// How requests reach the console through one listener (UI-18).
///
/// @param tls whether the listener speaks TLS itself
/// @param loopback whether only programs of this machine reach it; one of them may be a proxy
/// @param dev in dev mode passwords may come in any way
public record ConsoleWay(boolean tls, boolean loopback, boolean dev) {
  /// Whether the browser speaks TLS: then the cookie is for TLS alone.
  boolean isSecure(Request request) {
    return tls || request.isBehindTls();
  }

  /// Whether passwords may come so: over TLS, from this machine, or in dev mode.
  boolean takesPasswords(Request request) {
    return dev || isSecure(request) || isOfThisMachine(request);
  }

  /// Whether the one-time link of a dev server signs in so: from this machine alone.
  boolean takesLinks(Request request) {
    return dev && isOfThisMachine(request);
  }

  /// Whatever a proxy asks for comes from elsewhere: of whom it says nothing that can be read, the
  /// address is that of the proxy, which may be on this machine.
  private boolean isOfThisMachine(Request request) {
    return loopback
        && !request.isForwarded()
        && InetAddress.ofLiteral(request.peer()).isLoopbackAddress();
  }

  SessionCookie cookie(Request request) {
    return new SessionCookie(isSecure(request));
  }
}
