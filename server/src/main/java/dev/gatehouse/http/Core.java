package dev.gatehouse.http;

import dev.gatehouse.env.Env;
import dev.gatehouse.env.RateLimit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCompliance.Violation;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// What lies behind every connector: Jetty's server with our entrance, and what all exchanges use.
///
/// @param virtualThreads runs handlers that may block
record Core(Server server, Exchange.Services services, ExecutorService virtualThreads)
    implements AutoCloseable {
  private static final int OUTPUT_BUFFER = 8_192;

  /// A bare line feed must not end a line: a proxy in front may see another request (HT-05).
  private static final HttpCompliance COMPLIANCE =
      HttpCompliance.RFC9110.without(
          "STRICT", Violation.LF_HEADER_TERMINATION, Violation.LF_CHUNK_TERMINATION);

  /// Makes one that serves nobody yet.
  static Core of(
      QueuedThreadPool threads,
      TrustedProxies proxies,
      Limits limits,
      Router router,
      Env env,
      AccessLog accessLog) {
    var server = new Server(threads);
    var meters = new HttpMeters();
    var virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    var services =
        new Exchange.Services(
            env,
            proxies,
            accessLog,
            virtualThreads,
            new Load(limits.concurrencyMax()),
            new RateLimit<>(limits.requestsPerSecondPerAddress(), env.clock()),
            new Connections(limits, meters),
            meters);
    server.setHandler(new Entrance(router, services));
    server.setErrorHandler(new PlainErrors(meters));
    return new Core(server, services, virtualThreads);
  }

  /// @param min threads that never end
  static QueuedThreadPool threads(String name, int min, int max) {
    var threads = new QueuedThreadPool(max, min);
    threads.setName(name);
    threads.setDaemon(true);
    return threads;
  }

  static HttpConfiguration configuration(Limits limits) {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(limits.headerMax());
    configuration.setOutputBufferSize(OUTPUT_BUFFER);
    // Jetty remembers header fields connection by connection: 94 KiB of heap for each, and the
    // secrets in them for as long as it is open.
    configuration.setHeaderCacheSize(0);
    configuration.setHttpCompliance(COMPLIANCE);
    // Paths are compared as sent, so Jetty need not guess what an odd one means.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    return configuration;
  }

  /// Lets requests come by that connector, and no idle connection stay.
  void add(AbstractConnector connector, Limits limits) {
    connector.setIdleTimeout(limits.idleMax().toMillis());
    connector.addBean(services.connections());
    server.addConnector(connector);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server does not stop", e);
    } finally {
      services.connections().close();
      virtualThreads.shutdownNow();
    }
  }
}
