package dev.gatehouse.http;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches connections for what an idle timeout cannot see: a client that sends a byte a second
/// (HT-08), and one address that holds many connections (HT-09). A sweep compares a few numbers of
/// each connection, so that a request itself starts no timer.
final class Connections implements Connection.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /// An HTTP/2 connection may send small frames between requests; only their staying without a
  /// request for so many deadlines is a slow attack.
  private static final int MULTIPLEXED_DEADLINES = 3;

  private static final long SWEEP_MILLIS_MIN = 20;

  private final Map<Connection, Watched> open = new ConcurrentHashMap<>();
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

  /// What is known of one connection.
  private static final class Watched {
    private static final long NEVER = Long.MIN_VALUE;

    private final String address;

    /// How many bytes had come when the last request was complete; written by the connection's
    /// thread.
    private volatile long bytesBefore;

    /// The last sweep's view: bytes of a request that no handler has seen, and since when.
    private long bytesBeforeThen;

    private long partialSince = NEVER;

    private boolean isCut;

    /// @param isTakenOver whether another connection has read its first bytes, which it does not
    ///   count: a half request may be among them
    private Watched(String address, boolean isTakenOver) {
      this.address = address;
      bytesBefore = isTakenOver ? -1 : 0;
      bytesBeforeThen = bytesBefore;
    }
  }

  void watch(Timed request) {
    timed.add(request);
  }

  void forget(Timed request) {
    timed.remove(request);
  }

  /// A request of that connection has been read to its end.
  void requestRead(Connection connection) {
    var watched = open.get(connection);
    if (watched != null) {
      watched.bytesBefore = connection.getBytesIn();
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
    meters.opened.add();
    var address = address(connection);
    open.put(connection, new Watched(address, !(connection instanceof HttpConnection)));
    if (perAddress.merge(address, 1, Integer::sum) > limits.connectionsPerAddressMax()) {
      meters.overAddressLimit.add();
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    var watched = open.remove(connection);
    if (watched != null) {
      perAddress.computeIfPresent(watched.address, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private void sweep() {
    try {
      var now = System.nanoTime();
      var deadline = limits.requestDeadline().toNanos();
      timed.removeIf(request -> request.sweep(now, deadline));
      open.forEach((connection, watched) -> sweep(connection, watched, now, deadline));
    } catch (RuntimeException e) {
      // The next sweep must come: without it slow clients stay for ever.
      LOG.warn("a sweep of the connections failed", e);
    }
  }

  /// What came since the last complete request is the beginning of the next.
  private void sweep(Connection connection, Watched watched, long now, long deadline) {
    var before = watched.bytesBefore;
    if (connection.getBytesIn() <= before || before != watched.bytesBeforeThen) {
      watched.bytesBeforeThen = before;
      watched.partialSince = connection.getBytesIn() <= before ? Watched.NEVER : now;
    } else if (watched.partialSince == Watched.NEVER) {
      watched.partialSince = now;
    } else if (connection instanceof HttpConnection) {
      if (now - watched.partialSince > deadline) {
        cut(watched);
        connection.getEndPoint().close();
      }
    } else if (now - watched.partialSince > MULTIPLEXED_DEADLINES * deadline) {
      cut(watched);
      connection.close(); // Says goodbye, so that the client repeats nothing twice.
    }
  }

  /// Counts a connection once, however many sweeps it outlives.
  private void cut(Watched watched) {
    if (!watched.isCut) {
      watched.isCut = true;
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
