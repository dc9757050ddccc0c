package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.Change;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sql.CommitProbe;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The one writer of a database file. It takes what waits, runs each closure under its own
/// savepoint, and commits once for all: a synchronous commit costs a third of a millisecond,
/// whether it carries one change or a hundred. Nobody is told of success before the group is on
/// disk (RL-06).
final class GroupCommitter implements AutoCloseable {
  private static final int GROUP_MAX = 256;
  private static final int WAITING_MAX = 4_096;
  private static final long WAIT_SECONDS_MAX = 5;
  private static final int ATTEMPTS_MAX = 5;

  private final BlockingQueue<Job<?>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Handle handle;
  private final Connection connection;
  private final CommitProbe probe;
  private final InstantSource clock;
  private final Thread thread;
  private volatile boolean closed;

  GroupCommitter(Connection connection, CommitProbe probe, InstantSource clock)
      throws SQLException {
    this.connection = connection;
    this.probe = probe;
    this.clock = clock;
    connection.setAutoCommit(false);
    handle = Jdbi.create(connection).open();
    thread = Thread.ofPlatform().name("gatehouse-writer").daemon().start(this::run);
  }

  /// A closure that waits for the writer, and what became of it.
  private static final class Job<T> {
    private final Function<WriteTx, T> work;
    private final CompletableFuture<Outcome<T>> done = new CompletableFuture<>();
    private Runnable answer = () -> {};

    private Job(Function<WriteTx, T> work) {
      this.work = work;
    }

    /// Runs the closure and keeps what to answer after the commit.
    private void attempt(SqlTx tx) {
      try {
        var result = work.apply(tx);
        var changes = tx.recorded();
        answer = () -> done.complete(new Outcome<>(result, changes));
      } catch (RuntimeException | Error refused) {
        answer = () -> done.completeExceptionally(refused);
        throw refused;
      }
    }

    private void fail(Throwable cause) {
      done.completeExceptionally(cause);
    }
  }

  /// @param result of the closure; may be null where the closure returns nothing
  record Outcome<T>(T result, List<Change> changes) {}

  /// Runs `work` in the next group; returns after that group is durable.
  <T> Outcome<T> submit(Function<WriteTx, T> work) {
    var job = new Job<>(work);
    try {
      if (closed || !waiting.offer(job, WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw unavailable(closed ? "the store is closed" : "too many writes are waiting");
      }
      if (closed && waiting.remove(job)) {
        throw unavailable("the store is closed");
      }
      return job.done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted; whether it was written is unknown", e);
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  private void run() {
    var group = new ArrayList<Job<?>>();
    while (!closed || !waiting.isEmpty()) {
      try {
        var first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          waiting.drainTo(group, GROUP_MAX - 1);
          commit(group);
        }
      } catch (InterruptedException e) {
        closed = true;
      } finally {
        group.clear();
      }
    }
  }

  private void commit(List<Job<?>> group) {
    for (int attempt = 1; ; attempt++) {
      try {
        for (var job : group) {
          attempt(job);
        }
        probe.beforeCommit();
        connection.commit();
        group.forEach(job -> job.answer.run());
        return;
      } catch (SQLException | RuntimeException e) {
        rollBack();
        if (!SqlFault.isLostRace(e) || attempt == ATTEMPTS_MAX) {
          group.forEach(job -> job.fail(unavailable("the database did not take the write", e)));
          return;
        }
      }
    }
  }

  /// One closure under its savepoint: when it refuses, only its own writes are undone.
  ///
  /// @throws RuntimeException when the database itself failed, and with it the whole group
  private void attempt(Job<?> job) throws SQLException {
    var savepoint = connection.setSavepoint();
    try {
      job.attempt(new SqlTx(handle, Dialect.SQLITE, clock));
      connection.releaseSavepoint(savepoint);
    } catch (RuntimeException | Error e) {
      if (SqlFault.isFromDatabase(e) || SqlFault.isLostRace(e)) {
        throw e;
      }
      connection.rollback(savepoint);
      connection.releaseSavepoint(savepoint);
    }
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException alreadyRolledBack) {
      // SQLite rolls back by itself when the disk is full.
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
      handle.close();
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw unavailable("the database file could not be closed", e);
    }
  }

  private static RuntimeException rethrow(@Nullable Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case RuntimeException e -> e;
      case null, default -> new IllegalStateException(cause);
    };
  }

  private static StoreUnavailableException unavailable(String message) {
    return unavailable(message, new IllegalStateException(message));
  }

  private static StoreUnavailableException unavailable(String message, Throwable cause) {
    return new StoreUnavailableException(message, cause);
  }
}
