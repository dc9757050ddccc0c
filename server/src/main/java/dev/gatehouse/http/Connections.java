package dev.gatehouse.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;

/// Watches connections for what an idle timeout cannot see: a client that sends a byte a second
/// (HT-08), and one address that holds many connections (HT-09). A sweep compares a few numbers of
/// each connection, so that a request itself starts no timer.
final class Connections implements Connection.Listener, AutoCloseable {
  private final Map<Connection, Watched> open = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> perAddress = new ConcurrentHashMap<>();
  private final Limits limits;
  private final ScheduledExecutorService sweeper;

  Connections(Limits limits) {
    this.limits = limits;
    var executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("gatehouse-connections").daemon().factory());
    sweeper = executor;
    var period = Math.max(20, limits.requestDeadline().toMillis() / 10);
    var _ = executor.scheduleAtFixedRate(this::sweep, period, period, TimeUnit.MILLISECONDS);
  }

  /// What is known of one connection. The fields are written by the connection's thread and read by
  /// the sweep.
  static final class Watched {
    private static final long NEVER = Long.MIN_VALUE;

    private final String address;

    /// How many bytes had come when the last request was complete.
    private volatile long bytesBefore;

    /// When the sweep first saw bytes of a request that no handler has seen yet.
    private volatile long partialSince = NEVER;

    /// When the handler began to read a body that had not come yet, or to write an answer.
    private volatile long busySince = NEVER;

    private volatile Runnable expire = () -> {};

    private Watched(String address) {
      this.address = address;
    }

    /// From now on the body has the deadline's time to arrive, or the answer to leave.
    ///
    /// @param atDeadline runs on the sweep's thread
    void begin(Runnable atDeadline) {
      expire = atDeadline;
      busySince = System.nanoTime();
    }

    void end() {
      busySince = NEVER;
    }

    /// The request has been read completely.
    void requestRead(long bytes) {
      bytesBefore = bytes;
      partialSince = NEVER;
    }
  }

  Watched of(Connection connection) {
    return open.computeIfAbsent(connection, c -> new Watched(address(c)));
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress)) {
      return;
    }
    var watched = of(connection);
    var count = perAddress.computeIfAbsent(watched.address, _ -> new AtomicInteger());
    if (count.incrementAndGet() > limits.connectionsPerAddressMax()) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    var watched = open.remove(connection);
    if (watched != null) {
      perAddress.computeIfPresent(
          watched.address, (_, count) -> count.decrementAndGet() == 0 ? null : count);
    }
  }

  private void sweep() {
    var now = System.nanoTime();
    open.forEach((connection, watched) -> sweep(connection, watched, now));
  }

  private void sweep(Connection connection, Watched watched, long now) {
    var busySince = watched.busySince;
    if (busySince != Watched.NEVER) {
      if (isOver(busySince, now, limits.requestDeadline())) {
        watched.busySince = Watched.NEVER;
        watched.expire.run();
      }
      return;
    }
    // Only HTTP/1 connections: what comes in between two requests is the beginning of the next.
    if (connection instanceof HttpConnection && connection.getBytesIn() > watched.bytesBefore) {
      if (watched.partialSince == Watched.NEVER) {
        watched.partialSince = now;
      } else if (isOver(watched.partialSince, now, limits.requestDeadline())) {
        connection.getEndPoint().close();
      }
    }
  }

  private static boolean isOver(long since, long now, Duration deadline) {
    return now - since > deadline.toNanos();
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
