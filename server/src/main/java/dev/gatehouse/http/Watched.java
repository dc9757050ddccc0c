package dev.gatehouse.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/// What is known of one connection, to tell a client that takes too long from one that is silent
/// between its requests.
///
/// Of TLS there are two connections one above the other: what came through it is counted by the
/// upper one, in clear, and what came over the wire by the lower one. So half a request is seen,
/// and half a record too.
final class Watched implements SslHandshakeListener {
  /// An HTTP/2 connection may send small frames between requests, one with TLS small records; only
  /// their staying without a request for so many deadlines is a slow attack.
  private static final int MULTIPLEXED_DEADLINES = 3;

  private static final long NEVER = Long.MIN_VALUE;

  private final Connection connection;
  private final String address;
  private final @Nullable Watched below;
  private final long openedAt = System.nanoTime();
  private volatile boolean isHandshaken;

  /// How many bytes had come when the last request was complete; written by the connection's
  /// thread.
  private volatile long bytesBefore;

  /// The last sweep's view: bytes of a request that no handler has seen, and since when.
  private long bytesBeforeThen;

  private long partialSince = NEVER;

  private boolean isCut;

  /// @param address of the client
  /// @param below the TLS that carries this connection
  Watched(Connection connection, String address, @Nullable Watched below) {
    this.connection = connection;
    this.address = address;
    this.below = below;
    isHandshaken = !(connection instanceof SslConnection);
    // Where another connection has read the first bytes, they are not counted: a half request may
    // be among them.
    bytesBefore = connection instanceof HttpConnection || !isHandshaken ? 0 : -1;
    bytesBeforeThen = bytesBefore;
  }

  String address() {
    return address;
  }

  @Override
  public void handshakeSucceeded(Event event) {
    bytesBefore = connection.getBytesIn();
    isHandshaken = true;
  }

  /// A request has been read to its end.
  void requestRead() {
    bytesBefore = connection.getBytesIn();
    if (below != null) {
      below.requestRead();
    }
  }

  /// Cuts the connection if its client takes longer than it may: what came since the last complete
  /// request is the beginning of the next, and a handshake is as long as a request.
  ///
  /// @return whether it was cut for the first time
  boolean sweep(long now, long deadline) {
    if (!isHandshaken) {
      return now - openedAt > deadline && cut(false);
    }
    var before = bytesBefore;
    if (connection.getBytesIn() <= before || before != bytesBeforeThen) {
      bytesBeforeThen = before;
      partialSince = connection.getBytesIn() <= before ? NEVER : now;
    } else if (partialSince == NEVER) {
      partialSince = now;
    } else if (connection instanceof HttpConnection) {
      return now - partialSince > deadline && cut(false);
    } else {
      return now - partialSince > MULTIPLEXED_DEADLINES * deadline && cut(true);
    }
    return false;
  }

  /// @param gently says goodbye, so that the client repeats nothing twice
  private boolean cut(boolean gently) {
    if (gently) {
      connection.close();
    } else {
      connection.getEndPoint().close();
    }
    var isFirst = !isCut;
    isCut = true;
    return isFirst;
  }
}
