package dev.gatehouse.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sql.ChangeListeners;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.Dialect;
import dev.gatehouse.store.sql.Handles;
import dev.gatehouse.store.sql.SqlFault;
import dev.gatehouse.store.sql.SqlTx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// Runs closures in transactions. What lost a race runs again, a few times; what may have been
/// committed never does (RL-22, RL-23).
final class PostgresTransactions {
  private static final int ATTEMPTS_MAX = 5;
  private static final long PAUSE_MILLIS_MIN = 10;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final InstantSource clock;
  private final CommitProbe probe;
  private final ChangeListeners listeners;
  private final PoolMeters meters;
  private final String beginRead;
  private final String beginWrite;

  /// A transaction that may fail with an exception of the database.
  @FunctionalInterface
  private interface Attempt<T> {
    T run(int attempt) throws SQLException;
  }

  PostgresTransactions(
      HikariDataSource pool,
      Duration statementTimeout,
      InstantSource clock,
      CommitProbe probe,
      ChangeListeners listeners,
      PoolMeters meters) {
    this.meters = meters;
    this.pool = pool;
    this.clock = clock;
    this.probe = probe;
    this.listeners = listeners;
    jdbi = Handles.over(pool);
    beginRead = begin("REPEATABLE READ, READ ONLY", statementTimeout);
    beginWrite = begin("READ COMMITTED", statementTimeout);
  }

  /// One message to the server, together with its BEGIN. Everything in it ends with the
  /// transaction: nothing is left on a connection that a transaction pooler gives to somebody else.
  /// A node that stalls inside a transaction loses it, and with it the locks.
  private static String begin(String mode, Duration statementTimeout) {
    return """
    SET TRANSACTION ISOLATION LEVEL %s;
    SET LOCAL statement_timeout = %d;
    SET LOCAL idle_in_transaction_session_timeout = %d\
    """
        .formatted(mode, statementTimeout.toMillis(), 2 * statementTimeout.toMillis());
  }

  <T> T read(Function<ReadTx, T> work) {
    return repeat(_ -> readOnce(work));
  }

  <T> T write(Function<WriteTx, T> work) {
    return repeat(attempt -> writeOnce(work, attempt));
  }

  private <T> T readOnce(Function<ReadTx, T> work) throws SQLException {
    try (var handle = jdbi.open()) {
      execute(handle.getConnection(), beginRead);
      var result = work.apply(new SqlTx(handle, Dialect.POSTGRES, clock));
      handle.getConnection().rollback();
      return result;
    }
  }

  private <T> T writeOnce(Function<WriteTx, T> work, int attempt) throws SQLException {
    try (var handle = jdbi.open()) {
      execute(handle.getConnection(), beginWrite);
      var tx = new SqlTx(handle, Dialect.POSTGRES, clock);
      // What is not committed is rolled back when the pool gets the connection back.
      var result = work.apply(tx);
      probe.beforeCommit(attempt);
      commit(handle.getConnection(), tx);
      listeners.tell(tx.recorded());
      return result;
    }
  }

  /// Commits. When the connection is lost meanwhile, nobody knows whether the server did: the
  /// closure must not run again, and listeners assume that it did.
  private void commit(Connection connection, SqlTx tx) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (SqlFault.of(e) == SqlFault.CONNECTION_LOST) {
        listeners.tell(tx.recorded());
        throw new StoreUnavailableException(
            "the connection was lost during the commit; whether it was written is unknown",
            new IllegalStateException(e.getMessage()));
      }
      throw e;
    }
  }

  private <T> T repeat(Attempt<T> transaction) {
    if (pool.isClosed()) {
      var message = "the store is closed";
      throw new StoreUnavailableException(message, new IllegalStateException(message));
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.run(attempt);
      } catch (StoreUnavailableException e) {
        throw e;
      } catch (SQLException | RuntimeException e) {
        if (!mayRunAgain(SqlFault.of(e), attempt)) {
          throw SqlFault.answer(e);
        }
        meters.retried();
      }
    }
  }

  private boolean mayRunAgain(SqlFault fault, int attempt) {
    return switch (fault) {
      case LOST_RACE -> attempt < ATTEMPTS_MAX && pause(attempt);
      case CONNECTION_LOST -> attempt == 1 && forgetConnections();
      case OTHER, UNAVAILABLE, BROKEN -> false;
    };
  }

  /// Waits a random time, longer after each attempt: two that collided must not meet again.
  private static boolean pause(int attempt) {
    var millis = new SplittableRandom().nextLong(PAUSE_MILLIS_MIN << attempt);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    return true;
  }

  /// After a restart of the server every pooled connection is dead; without this each of them would
  /// cost one more caller an error (RL-20).
  private boolean forgetConnections() {
    var connections = pool.getHikariPoolMXBean();
    if (connections != null) {
      connections.softEvictConnections();
    }
    return true;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
