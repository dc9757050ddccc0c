package dev.gatehouse.console;

import dev.gatehouse.http.Handler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;

/// Leads to the console: from its address without the last slash, and from addresses of Amazon's
/// console, whose pages the console itself knows (console reference 2.5). The target always begins
/// with our own path, so that it is on this server (UI-16).
final class DeepLink implements Handler {
  private static final String CONSOLE = "/console";

  @Override
  public Response handle(Request request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Response.of(405).with("Allow", "GET, HEAD");
    }
    var path = request.path().equals(CONSOLE) ? CONSOLE + "/" : CONSOLE + request.path();
    return Response.of(302)
        .with("Location", path + request.query().map(query -> "?" + query).orElse(""))
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer");
  }
}
