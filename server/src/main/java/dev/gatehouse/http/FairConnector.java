package dev.gatehouse.http;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// Listens with one selector for each processor, whose thread runs inline routes itself (D3); each
/// connection is read once a round, then waits for the others of its selector. What takes long
/// waits in the selector's [Backlog], for which all others wait in turn.
final class FairConnector extends ServerConnector {
  private static final int ACCEPTORS = 1;

  /// One more than a single processor needs: a client's slow handshake delays half of the others,
  /// not all of them.
  private static final int SELECTORS_MIN = 2;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<ManagedSelector, Backlog> backlogs = new ConcurrentHashMap<>();
  private final Port port;
  private final Duration waitMax;

  /// @param waitMax how long a request may have to wait for its selector's thread
  FairConnector(Server server, Port port, Duration waitMax, ConnectionFactory... factories) {
    super(
        server,
        ACCEPTORS,
        Math.max(SELECTORS_MIN, Runtime.getRuntime().availableProcessors()),
        factories);
    this.port = port;
    this.waitMax = waitMax;
  }

  /// The one that was taken.
  @Override
  protected ServerSocketChannel openAcceptChannel() {
    return port.channel();
  }

  /// The work of the thread that reads this connection; empty where it has none of its own, as
  /// within a process.
  static Optional<Backlog> backlogOf(EndPoint endPoint) {
    return fair(endPoint).map(own -> own.backlog);
  }

  /// Runs what reads this connection on the thread that reads it, in its turn; empty as above.
  static Optional<Executor> selectorOf(EndPoint endPoint) {
    return fair(endPoint).map(own -> own::resume);
  }

  private static Optional<FairEndPoint> fair(EndPoint endPoint) {
    var lowest =
        endPoint instanceof SslConnection.SslEndPoint within
            ? within.getSslConnection().getEndPoint()
            : endPoint;
    return lowest instanceof FairEndPoint own ? Optional.of(own) : Optional.empty();
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    var endPoint =
        new FairEndPoint(
            channel,
            selector,
            key,
            getScheduler(),
            backlogs.computeIfAbsent(selector, this::backlog));
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }

  private Backlog backlog(ManagedSelector selector) {
    return new Backlog(
        task -> selector.submit(_ -> task.run()),
        waitMax,
        System::nanoTime,
        threads::getCurrentThreadCpuTime);
  }

  /// Jetty reads a connection until it is empty. A client that sends its next request before it is
  /// asked for it would keep the selector's thread, and everybody else on it would wait: seconds,
  /// when each request is a signature (RL-46). Saying that nothing has come, while perhaps
  /// something has, makes Jetty ask the selector, which asks the kernel; and saves the read that
  /// finds nothing.
  private static final class FairEndPoint extends SocketChannelEndPoint {
    private final ManagedSelector selector;
    private final Backlog backlog;
    private volatile boolean wasRead;

    private FairEndPoint(
        SocketChannel channel,
        ManagedSelector selector,
        SelectionKey key,
        Scheduler scheduler,
        Backlog backlog) {
      super(channel, selector, key, scheduler);
      this.selector = selector;
      this.backlog = backlog;
    }

    private void resume(Runnable connection) {
      selector.submit(_ -> {
        if (backlog.isBusy()) {
          backlog.read(connection);
        } else {
          connection.run();
        }
      });
    }

    /// What has come while there is something to do takes its turn: the selector names thousands at
    /// once, and always the same ones first.
    @Override
    public @Nullable Runnable onSelected() {
      wasRead = false;
      var task = super.onSelected();
      if (task == null
          || !backlog.isBusy()
          || Invocable.getInvocationType(task) != InvocationType.NON_BLOCKING) {
        return task;
      }
      backlog.read(task);
      return null;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
      if (wasRead) {
        return 0;
      }
      var filled = super.fill(buffer);
      wasRead = filled > 0;
      return filled;
    }
  }
}
