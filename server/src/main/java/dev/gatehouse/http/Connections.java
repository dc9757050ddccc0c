package dev.gatehouse.http;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches connections for what an idle timeout cannot see: a client that sends a byte a second
/// (HT-08), and one address that holds many connections (HT-09). A sweep compares a few numbers of
/// each connection, so that a request itself starts no timer.
final class Connections implements Connection.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private static final long SWEEP_MILLIS_MIN = 20;

  /// Connections to clients.
  private final Map<Connection, Watched> open = new ConcurrentHashMap<>();

  /// What runs within TLS, on top of one of those.
  private final Map<Connection, Watched> within = new ConcurrentHashMap<>();

  private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();
  private final Set<Timed> timed = ConcurrentHashMap.newKeySet();
  private final Limits limits;
  private final HttpMeters meters;
  private final ScheduledExecutorService sweeper;
  private volatile boolean draining;

  Connections(Limits limits, HttpMeters meters) {
    this.limits = limits;
    this.meters = meters;
    sweeper =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("gatehouse-connections").daemon().factory());
  }

  /// Begins to sweep, ten times in a deadline.
  void start() {
    var period = Math.max(SWEEP_MILLIS_MIN, limits.requestDeadline().toMillis() / 10);
    var _ = sweeper.scheduleAtFixedRate(this::sweep, period, period, TimeUnit.MILLISECONDS);
  }

  /// A request that waits for its client.
  interface Timed {
    /// Acts if the client took too long.
    ///
    /// @return whether there is nothing left to watch
    boolean sweep(long nowNanos, long deadlineNanos);
  }

  void watch(Timed request) {
    timed.add(request);
  }

  void forget(Timed request) {
    timed.remove(request);
  }

  /// A request of that connection has been read to its end.
  void requestRead(Connection connection) {
    var watched = isWithinTls(connection) ? within.get(connection) : open.get(connection);
    if (watched != null) {
      watched.requestRead();
    }
  }

  /// How many connections are open.
  int count() {
    return open.size();
  }

  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  @Override
  public void onOpened(Connection connection) {
    var address = address(connection);
    if (connection.getEndPoint() instanceof SslConnection.SslEndPoint endPoint) {
      var below = open.get(endPoint.getSslConnection());
      within.put(connection, new Watched(connection, address, below));
      return;
    }
    meters.opened.add();
    var watched = new Watched(connection, address, null);
    if (connection instanceof SslConnection tls) {
      tls.addHandshakeListener(watched);
    }
    open.put(connection, watched);
    if (perAddress.merge(address, 1, Integer::sum) > limits.connectionsPerAddressMax()) {
      meters.overAddressLimit.add();
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    within.remove(connection);
    var watched = open.remove(connection);
    if (watched != null) {
      perAddress.computeIfPresent(watched.address(), (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private static boolean isWithinTls(Connection connection) {
    return connection.getEndPoint() instanceof SslConnection.SslEndPoint;
  }

  private void sweep() {
    try {
      var now = System.nanoTime();
      var deadline = limits.requestDeadline().toNanos();
      timed.removeIf(request -> request.sweep(now, deadline));
      open.values().forEach(watched -> sweep(watched, now, deadline));
      within.values().forEach(watched -> sweep(watched, now, deadline));
    } catch (RuntimeException e) {
      // The next sweep must come: without it slow clients stay for ever.
      LOG.warn("a sweep of the connections failed", e);
    }
  }

  private void sweep(Watched watched, long now, long deadline) {
    if (watched.sweep(now, deadline)) {
      meters.slowRequest.add();
    }
  }

  private static String address(Connection connection) {
    return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress inet
        ? inet.getAddress().getHostAddress()
        : "";
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }
}
