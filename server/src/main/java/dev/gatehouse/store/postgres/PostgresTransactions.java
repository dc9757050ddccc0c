package dev.gatehouse.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sql.ChangeListeners;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.Dialect;
import dev.gatehouse.store.sql.Handle;
import dev.gatehouse.store.sql.SqlFault;
import dev.gatehouse.store.sql.SqlTx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Runs closures in transactions. What lost a race runs again, a few times; what may have been
/// committed never does (RL-22, RL-23).
final class PostgresTransactions {
  private static final int ATTEMPTS_MAX = 5;
  private static final long PAUSE_MILLIS_MIN = 10;

  /// Connections that writes leave to reads and to the change feed, however many of them wait for a
  /// lock (RL-24).
  private static final int FOR_READS = 2;

  private static final String READ_ONLY = "25006";
  private static final String DISK_FULL = "53100";

  private final HikariDataSource pool;
  private final InstantSource clock;
  private final CommitProbe probe;
  private final ChangeListeners listeners;
  private final PoolMeters meters;
  private final String beginRead;
  private final String beginWrite;
  private final Semaphore writers;
  private final Duration connectionWait;
  private volatile Optional<String> refusal = Optional.empty();

  /// A transaction that may fail with an exception of the database.
  @FunctionalInterface
  private interface Attempt<T> {
    T run(int attempt) throws SQLException;
  }

  PostgresTransactions(
      HikariDataSource pool,
      PostgresSettings settings,
      InstantSource clock,
      CommitProbe probe,
      ChangeListeners listeners,
      PoolMeters meters) {
    this.meters = meters;
    this.pool = pool;
    this.clock = clock;
    this.probe = probe;
    this.listeners = listeners;
    beginRead = begin("REPEATABLE READ, READ ONLY", settings.statementTimeout());
    beginWrite = begin("READ COMMITTED", settings.statementTimeout());
    // In turn: else who has just written goes first again, and somebody waits in vain.
    writers = new Semaphore(Math.max(1, settings.connectionsMax() - FOR_READS), true);
    connectionWait = settings.connectionWait();
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
    acquire();
    try {
      var result = repeat(attempt -> writeOnce(work, attempt));
      refusal = Optional.empty();
      return result;
    } catch (StoreUnavailableException e) {
      refusedBy(e).ifPresent(words -> refusal = Optional.of(words));
      throw e;
    } finally {
      writers.release();
    }
  }

  /// See [dev.gatehouse.store.Store#refusal].
  Optional<String> refusal() {
    return refusal;
  }

  private void acquire() {
    try {
      if (!writers.tryAcquire(connectionWait.toMillis(), TimeUnit.MILLISECONDS)) {
        meters.timedOut();
        var message = "too many writes are waiting; nothing was written";
        throw new StoreUnavailableException(message, new IllegalStateException(message));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted; nothing was written", e);
    }
  }

  /// What stays so until somebody does something. A read-only server may be a primary that was
  /// demoted while the connections stood: the next ones may find the new one.
  private Optional<String> refusedBy(StoreUnavailableException e) {
    var state = SqlFault.sqlException(e).map(SQLException::getSQLState).orElse("");
    return switch (state) {
      case READ_ONLY -> {
        forgetConnections();
        yield Optional.of("the database is read-only");
      }
      case DISK_FULL -> Optional.of("the database's disk is full");
      case null, default -> Optional.empty();
    };
  }

  private <T> T readOnce(Function<ReadTx, T> work) throws SQLException {
    try (var connection = pool.getConnection()) {
      execute(connection, beginRead);
      var result = work.apply(new SqlTx(Handle.of(connection), Dialect.POSTGRES, clock));
      connection.rollback();
      return result;
    }
  }

  private <T> T writeOnce(Function<WriteTx, T> work, int attempt) throws SQLException {
    try (var connection = pool.getConnection()) {
      execute(connection, beginWrite);
      var tx = new SqlTx(Handle.of(connection), Dialect.POSTGRES, clock);
      // What is not committed is rolled back when the pool gets the connection back.
      var result = work.apply(tx);
      probe.beforeCommit(attempt);
      commit(connection, tx);
      listeners.tell(tx.recorded());
      return result;
    }
  }

  /// Commits. When the connection is lost meanwhile, nobody knows whether the server did: the
  /// closure must not run again, and listeners assume that it did. The same holds when the database
  /// warns of the commit, as it does when its wait for a synchronous standby is cancelled: the
  /// primary has the change, and nobody knows who else (RL-22).
  private void commit(Connection connection, SqlTx tx) throws SQLException {
    try {
      connection.clearWarnings();
      connection.commit();
      var warning = connection.getWarnings();
      if (warning != null) {
        listeners.tell(tx.recorded());
        throw new StoreUnavailableException(
            "the database warned of the commit; whether it is durable is unknown",
            new IllegalStateException(warning.getMessage()));
      }
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
