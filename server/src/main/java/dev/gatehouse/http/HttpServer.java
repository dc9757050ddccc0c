package dev.gatehouse.http;

import dev.gatehouse.env.Env;
import dev.gatehouse.metrics.Meters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/// One listener: HTTP/1.1 and HTTP/2 on Jetty, in clear or over TLS, with the limits that every
/// request meets (design D3).
public final class HttpServer implements AutoCloseable {
  private static final int THREADS_MIN = 8;
  private static final int THREADS_MAX = 64;
  private static final int STREAMS_MAX = 128;

  private static final int HTTP2_EVENTS_PER_SECOND_MAX = 100;

  /// What clients call it in a handshake (RFC 7301 §6); Jetty's own name for it is in capitals.
  private static final String ALPN_HTTP1 = "http/1.1";

  private final Core core;
  private final ServerConnector connector;
  private final Optional<Tls> tls;

  private HttpServer(Core core, ServerConnector connector, Optional<Tls> tls) {
    this.core = core;
    this.connector = connector;
    this.tls = tls;
  }

  /// Where and for whom a server listens.
  ///
  /// @param port given free when the server is drained or closed, by the caller where it does not
  ///   start
  /// @param tls what it proves itself with; empty: it speaks in clear
  public record Listener(Port port, TrustedProxies proxies, Optional<SSLContext> tls) {
    /// One that speaks in clear.
    public Listener(Port port, TrustedProxies proxies) {
      this(port, proxies, Optional.empty());
    }
  }

  /// Starts to serve a port.
  public static HttpServer start(
      Listener listener, Limits limits, Router router, Env env, AccessLog accessLog) {
    var threads = Core.threads("gatehouse-http", THREADS_MIN, THREADS_MAX);
    var core = Core.of(threads, listener.proxies(), limits, router, env, accessLog);
    var tls = listener.tls().map(Tls::new);
    var connector = connector(core.server(), listener, limits, tls);
    core.add(connector, limits);
    core.server().addBean(new NetworkConnectionLimit(limits.connectionsMax(), core.server()));
    var http = new HttpServer(core, connector, tls);
    http.begin();
    core.services().connections().start();
    return http;
  }

  private static ServerConnector connector(
      Server server, Listener listener, Limits limits, Optional<Tls> tls) {
    var configuration = Core.configuration(limits);
    var http1 = new Http1(configuration);
    return tls.isPresent()
        ? secured(
            server,
            listener.port(),
            tls.get(),
            http1,
            limited(new HTTP2ServerConnectionFactory(configuration), limits),
            limits)
        : new FairConnector(
            server,
            listener.port(),
            limits.waitMax(),
            http1,
            limited(new PriorKnowledge(configuration), limits));
  }

  /// The client chooses the protocol within the handshake (ALPN); HTTP/1.1 where it does not.
  private static ServerConnector secured(
      Server server, Port port, Tls tls, Http1 http1, ConnectionFactory http2, Limits limits) {
    var alpn = new ALPNServerConnectionFactory(http2.getProtocol(), ALPN_HTTP1);
    alpn.setDefaultProtocol(ALPN_HTTP1);
    var ssl = new SslConnectionFactory(tls, alpn.getProtocol());
    // It compares Host and certificate for each request; ours are checked by name already (AZ-40).
    ssl.setEnsureSecureRequestCustomizer(false);
    return new FairConnector(server, port, limits.waitMax(), ssl, alpn, http2, http1);
  }

  private static ConnectionFactory limited(
      AbstractHTTP2ServerConnectionFactory http2, Limits limits) {
    http2.setMaxConcurrentStreams(STREAMS_MAX);
    http2.setStreamIdleTimeout(limits.requestDeadline().toMillis());
    http2.setRateControlFactory(new WindowRateControl.Factory(HTTP2_EVENTS_PER_SECOND_MAX));
    return http2;
  }

  private void begin() {
    try {
      core.server().start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the HTTP server does not start", e);
    }
  }

  /// Shows what this listener counts.
  ///
  /// @param listener a name for it: `public` or `management`
  public void showIn(Meters all, String listener) {
    var services = core.services();
    services.meters().showIn(all, listener, services.load(), services.connections());
  }

  /// The port that is listened on.
  public int port() {
    return connector.getLocalPort();
  }

  /// From now on new connections see another certificate; those that are open go on. Does nothing
  /// where the listener speaks in clear.
  public void use(SSLContext next) {
    tls.ifPresent(own -> own.use(next));
  }

  /// Stops gently: takes no new connection, tells the open ones to close after their answer, and
  /// waits until nothing is in flight, `wait` at most. Further requests on open connections are
  /// still answered meanwhile.
  public void drain(Duration wait) {
    core.services().connections().drain();
    var _ = connector.shutdown();
    core.services().load().awaitIdle(wait);
  }

  @Override
  public void close() {
    core.close();
  }

  /// The address that the connection came from. One in memory came from none, which Jetty calls
  /// `0.0.0.0`; it is of this machine.
  static InetAddress peer(org.eclipse.jetty.server.Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
                instanceof InetSocketAddress inet
            && !inet.getAddress().isAnyLocalAddress()
        ? inet.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
