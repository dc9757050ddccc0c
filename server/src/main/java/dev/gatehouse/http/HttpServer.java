package dev.gatehouse.http;

import dev.gatehouse.env.Env;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCompliance.Violation;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// One listener: HTTP/1.1 and cleartext HTTP/2 on Jetty, with the limits that every request meets
/// (design D3).
public final class HttpServer implements AutoCloseable {
  private static final int THREADS_MAX = 64;
  private static final int STREAMS_MAX = 128;
  private static final int HTTP2_EVENTS_PER_SECOND_MAX = 100;
  private static final int OUTPUT_BUFFER = 8_192;

  /// A host name or address with an optional port (RFC 9110 §4.2.2); no user information (HT-06).
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?");

  /// A bare line feed must not end a line: a proxy in front may see another request (HT-05).
  private static final HttpCompliance COMPLIANCE =
      HttpCompliance.RFC9110.without(
          "STRICT", Violation.LF_HEADER_TERMINATION, Violation.LF_CHUNK_TERMINATION);

  private final Server server;
  private final ServerConnector connector;
  private final Connections connections;
  private final ExecutorService virtualThreads;
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean draining;

  private HttpServer(
      Server server,
      ServerConnector connector,
      Connections connections,
      ExecutorService virtualThreads) {
    this.server = server;
    this.connector = connector;
    this.connections = connections;
    this.virtualThreads = virtualThreads;
  }

  /// Where and for whom a server listens.
  ///
  /// @param host an address of this machine
  /// @param port 0 for any free one
  public record Listener(String host, int port, TrustedProxies proxies) {}

  /// Starts to listen.
  ///
  /// @throws PortInUseException when another process has the port
  public static HttpServer start(
      Listener listener, Limits limits, Router router, Env env, AccessLog accessLog) {
    var threads = new QueuedThreadPool(THREADS_MAX);
    threads.setName("gatehouse-http");
    threads.setDaemon(true);
    var server = new Server(threads);
    var configuration = configuration(limits);
    var http2 = new HTTP2CServerConnectionFactory(configuration);
    http2.setMaxConcurrentStreams(STREAMS_MAX);
    http2.setRateControlFactory(new WindowRateControl.Factory(HTTP2_EVENTS_PER_SECOND_MAX));
    var connector =
        new ServerConnector(server, 1, 2, new HttpConnectionFactory(configuration), http2);
    connector.setHost(listener.host());
    connector.setPort(listener.port());
    connector.setIdleTimeout(limits.idleMax().toMillis());
    var connections = new Connections(limits);
    connector.addBean(connections);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.connectionsMax(), server));
    var virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    var http = new HttpServer(server, connector, connections, virtualThreads);
    var services =
        new Exchange.Services(
            env, listener.proxies(), accessLog, virtualThreads, http.active::decrementAndGet);
    server.setHandler(http.new Entrance(router, services, limits));
    server.setErrorHandler(new PlainErrors());
    http.begin(listener.port());
    return http;
  }

  private void begin(int port) {
    try {
      connector.open();
      server.start();
    } catch (IOException e) {
      close();
      throw e instanceof BindException || e.getCause() instanceof BindException
          ? new PortInUseException(port, e)
          : new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server does not start", e);
    }
  }

  private static HttpConfiguration configuration(Limits limits) {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(limits.headerMax());
    configuration.setOutputBufferSize(OUTPUT_BUFFER);
    configuration.setHttpCompliance(COMPLIANCE);
    // Paths are compared as sent, so Jetty need not guess what an odd one means.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setIdleTimeout(limits.requestDeadline().toMillis());
    return configuration;
  }

  /// The port that is listened on.
  public int port() {
    return connector.getLocalPort();
  }

  /// Stops gently: takes no new connection, tells the open ones to close after their answer, and
  /// waits until nothing is in flight, `wait` at most. Further requests on open connections are
  /// still answered meanwhile.
  public void drain(Duration wait) {
    draining = true;
    var _ = connector.shutdown();
    var end = System.nanoTime() + wait.toNanos();
    while (active.get() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server does not stop", e);
    } finally {
      connections.close();
      virtualThreads.shutdownNow();
    }
  }

  static InetAddress peer(org.eclipse.jetty.server.Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress inet
        ? inet.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  /// The authority of the request: `:authority` of HTTP/2 or the `Host` header.
  static String authority(org.eclipse.jetty.server.Request request) {
    var host = request.getHeaders().get(HttpHeader.HOST);
    if (host != null) {
      return host;
    }
    var authority = request.getHttpURI().getAuthority();
    return authority == null ? "" : authority;
  }

  /// The first of our code that a request meets.
  private final class Entrance extends Handler.Abstract {
    private final Router router;
    private final Exchange.Services services;
    private final Limits limits;

    private Entrance(Router router, Exchange.Services services, Limits limits) {
      this.router = router;
      this.services = services;
      this.limits = limits;
    }

    @Override
    public boolean handle(
        org.eclipse.jetty.server.Request request,
        org.eclipse.jetty.server.Response response,
        Callback callback) {
      if (draining) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
      }
      if (!isWellFormed(request)) {
        return refuse(response, callback, 400);
      }
      var match =
          router.find(authority(request).toLowerCase(Locale.ROOT), request.getHttpURI().getPath());
      if (match.isEmpty()) {
        return refuse(response, callback, 404);
      }
      if (active.incrementAndGet() > limits.concurrencyMax()) {
        active.decrementAndGet();
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        return refuse(response, callback, 503);
      }
      var watched = connections.of(request.getConnectionMetaData().getConnection());
      new Exchange(services, request, response, callback, match.get(), watched).run();
      return true;
    }

    /// A path of the origin form and one well-formed host: an absolute target could name another
    /// one.
    private static boolean isWellFormed(org.eclipse.jetty.server.Request request) {
      var uri = request.getHttpURI();
      var authority = authority(request);
      return uri.getPath() != null
          && uri.getPath().startsWith("/")
          && AUTHORITY.matcher(authority).matches()
          && (uri.getAuthority() == null || uri.getAuthority().equalsIgnoreCase(authority));
    }

    private static boolean refuse(
        org.eclipse.jetty.server.Response response, Callback callback, int status) {
      response.setStatus(status);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
      response.write(true, java.nio.ByteBuffer.allocate(0), callback);
      return true;
    }
  }
}
