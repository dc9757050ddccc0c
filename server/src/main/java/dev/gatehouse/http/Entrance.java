package dev.gatehouse.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;

/// The first of our code that a request meets: which host, which route. What follows is the
/// request's [Exchange].
///
/// Nothing here waits: bodies come by demand, answers leave by callback, and what may block runs on
/// a virtual thread. So Jetty may call it on the selector's thread, which saves a hand-over to
/// another thread for each request.
final class Entrance extends Handler.Abstract.NonBlocking {
  private final Router router;
  private final Exchange.Services services;

  Entrance(Router router, Exchange.Services services) {
    this.router = router;
    this.services = services;
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request request,
      org.eclipse.jetty.server.Response response,
      Callback callback) {
    var authority = authority(request);
    var path = path(request);
    if (authority.isEmpty() || path.isEmpty() || isEncodedForHttp10(request)) {
      var nowhere = new Exchange.Entered(Optional.empty(), "");
      new Exchange(services, nowhere, request, response, callback).refuse(400);
      return true;
    }
    var entered = new Exchange.Entered(router.find(authority.get(), path.get()), authority.get());
    new Exchange(services, entered, request, response, callback).run();
    return true;
  }

  /// HTTP/1.0 has no transfer encodings: where such a request ends is what each proxy makes of it
  /// (RFC 9112 §6.1, HT-01).
  private static boolean isEncodedForHttp10(org.eclipse.jetty.server.Request request) {
    return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
        && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private Optional<String> authority(org.eclipse.jetty.server.Request request) {
    var own = Authority.of(request);
    if (own.isEmpty() || services.proxies().equals(TrustedProxies.NONE)) {
      return own;
    }
    return services
        .proxies()
        .hostOf(HttpServer.peer(request), Exchange.headers(request))
        .or(() -> own);
  }

  /// The path as sent; empty for `*`, and for a target with a fragment, which no client may send
  /// (RFC 9112 §3.2).
  private static Optional<String> path(org.eclipse.jetty.server.Request request) {
    var uri = request.getHttpURI();
    var path = uri.getPath();
    return path != null && path.startsWith("/") && uri.getFragment() == null
        ? Optional.of(path)
        : Optional.empty();
  }
}
