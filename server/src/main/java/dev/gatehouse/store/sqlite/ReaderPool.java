package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.sql.ConnectionMeters;
import dev.gatehouse.store.sql.Dialect;
import dev.gatehouse.store.sql.Handle;
import dev.gatehouse.store.sql.SqlFault;
import dev.gatehouse.store.sql.SqlTx;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A few connections that read, each on its own snapshot. Readers never wait for the writer. A
/// connection is opened when it is first needed.
final class ReaderPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);
  private static final int SIZE = 4;
  private static final long WAIT_SECONDS_MAX = 5;

  private final Semaphore permits = new Semaphore(SIZE);
  private final ConcurrentLinkedDeque<Handle> idle = new ConcurrentLinkedDeque<>();
  private final SqliteConnections connections;
  private final DatabaseFile file;
  private final InstantSource clock;
  private final ConnectionMeters meters;
  private volatile boolean closed;

  ReaderPool(
      SqliteConnections connections,
      DatabaseFile file,
      InstantSource clock,
      ConnectionMeters meters) {
    this.meters = meters;
    this.connections = connections;
    this.file = file;
    this.clock = clock;
  }

  /// Runs `work` on one snapshot.
  <T> T read(Function<ReadTx, T> work) {
    acquire();
    try {
      var handle = open();
      var healthy = false;
      try {
        var result = work.apply(new SqlTx(handle, Dialect.SQLITE, clock));
        healthy = true;
        return result;
      } catch (RuntimeException e) {
        healthy = SqlFault.of(e) == SqlFault.OTHER;
        file.trust().judge(e);
        throw SqlFault.answer(e);
      } finally {
        giveBack(handle, healthy);
      }
    } finally {
      permits.release();
    }
  }

  private void acquire() {
    var start = System.nanoTime();
    try {
      if (closed || !permits.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
        meters.timedOut();
        var message = closed ? "the store is closed" : "too many reads are waiting";
        throw new StoreUnavailableException(message, new IllegalStateException(message));
      }
      meters.waited(System.nanoTime() - start);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    }
  }

  // The newest first: its page cache is warm.
  private Handle open() {
    var handle = idle.pollFirst();
    if (handle != null) {
      return handle;
    }
    file.requireUsable(); // By its name another file would be opened, or made.
    try {
      var connection = connections.openReader();
      connection.setAutoCommit(false);
      return Handle.keeping(connection);
    } catch (SQLException e) {
      file.trust().judge(e);
      throw SqlFault.unavailable("the database file cannot be opened", e);
    }
  }

  /// Ends the snapshot. A connection that failed is not used again.
  private void giveBack(Handle handle, boolean healthy) {
    try {
      handle.connection().rollback();
    } catch (SQLException e) {
      discard(handle);
      return;
    }
    if (healthy) {
      idle.addFirst(handle);
    } else {
      discard(handle);
    }
  }

  private static void discard(Handle handle) {
    try {
      handle.connection().close();
    } catch (SQLException e) {
      LOG.warn("a connection that failed could not be closed", e);
    }
  }

  /// Waits for those who read, then closes the connections, but not those of a file that must not
  /// be used any more.
  @Override
  public void close() {
    closed = true;
    if (file.trust().isLost()) {
      return;
    }
    try {
      // Also without them all: a reader that hangs must not keep the server from stopping.
      var _ = permits.tryAcquire(SIZE, WAIT_SECONDS_MAX, TimeUnit.SECONDS);
      for (var handle : idle) {
        handle.connection().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database file could not be closed", e);
    }
  }
}
