package dev.gatehouse.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/// Listens with one selector for each processor, whose thread runs inline routes itself (D3); each
/// connection is read once a round, then waits for the others of its selector.
final class FairConnector extends ServerConnector {
  private static final int ACCEPTORS = 1;

  /// One more than a single processor needs: a client's slow handshake delays half of the others,
  /// not all of them.
  private static final int SELECTORS_MIN = 2;

  FairConnector(Server server, ConnectionFactory... factories) {
    super(
        server,
        ACCEPTORS,
        Math.max(SELECTORS_MIN, Runtime.getRuntime().availableProcessors()),
        factories);
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    var endPoint = new FairEndPoint(channel, selector, key, getScheduler());
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }

  /// Jetty reads a connection until it is empty. A client that sends its next request before it is
  /// asked for it would keep the selector's thread, and everybody else on it would wait: seconds,
  /// when each request is a signature (RL-46). Saying that nothing has come, while perhaps
  /// something has, makes Jetty ask the selector, which asks the kernel; and saves the read that
  /// finds nothing.
  private static final class FairEndPoint extends SocketChannelEndPoint {
    private volatile boolean wasRead;

    private FairEndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
      super(channel, selector, key, scheduler);
    }

    @Override
    public Runnable onSelected() {
      wasRead = false;
      return super.onSelected();
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
