package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.sql.Dialect;
import dev.gatehouse.store.sql.SqlFault;
import dev.gatehouse.store.sql.SqlTx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// A few connections that read, each on its own snapshot. Readers never wait for the writer.
final class ReaderPool implements AutoCloseable {
  private static final int SIZE = 4;
  private static final long WAIT_SECONDS_MAX = 5;

  private final BlockingQueue<Handle> idle = new ArrayBlockingQueue<>(SIZE);
  private final List<Handle> all = new ArrayList<>();
  private final InstantSource clock;
  private volatile boolean closed;

  ReaderPool(SqliteConnections connections, InstantSource clock) throws SQLException {
    this.clock = clock;
    for (int i = 0; i < SIZE; i++) {
      var connection = connections.openReader();
      connection.setAutoCommit(false);
      all.add(Jdbi.create(connection).open());
    }
    idle.addAll(all);
  }

  /// Runs `work` on one snapshot.
  <T> T read(Function<ReadTx, T> work) {
    var handle = take();
    try {
      return work.apply(new SqlTx(handle, Dialect.SQLITE, clock));
    } catch (RuntimeException e) {
      throw SqlFault.isFromDatabase(e) ? SqlFault.unavailable("the database did not answer", e) : e;
    } finally {
      endSnapshot(handle.getConnection());
      idle.add(handle);
    }
  }

  private Handle take() {
    try {
      var handle = closed ? null : idle.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
      if (handle == null) {
        throw new StoreUnavailableException(
            closed ? "the store is closed" : "too many reads are waiting",
            new IllegalStateException());
      }
      return handle;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    }
  }

  private static void endSnapshot(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database did not end a snapshot", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (var handle : all) {
      try {
        handle.getConnection().close();
      } catch (SQLException e) {
        throw SqlFault.unavailable("the database file could not be closed", e);
      }
    }
  }
}
