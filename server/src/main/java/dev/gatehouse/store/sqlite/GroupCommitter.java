package dev.gatehouse.store.sqlite;

import dev.gatehouse.metrics.Buckets;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Histogram;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sql.ChangeListeners;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.Dialect;
import dev.gatehouse.store.sql.Handles;
import dev.gatehouse.store.sql.SqlFault;
import dev.gatehouse.store.sql.SqlTx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The one writer of a database file. It takes what waits, runs each closure under its own
/// savepoint, and commits once for all: a synchronous commit costs a third of a millisecond,
/// whether it carries one change or a hundred. Nobody is told of success before the group is on
/// disk (RL-06).
final class GroupCommitter implements AutoCloseable {
  private static final int GROUP_MAX = 256;
  private static final int ATTEMPTS_MAX = 5;

  private final Limits limits;
  private final BlockingQueue<WriteJob<?>> waiting;
  private final Connection connection;
  private final Handle handle;
  private final PreparedStatement savepoint;
  private final PreparedStatement release;
  private final PreparedStatement undo;
  private final CommitProbe probe;
  private final InstantSource clock;
  private final ChangeListeners listeners;
  private final WriteJob<Boolean> stop = new WriteJob<>(_ -> true);
  private final Thread thread;
  private final Histogram groupSizes = new Histogram(Buckets.COUNT);
  private final Counter retries = new Counter();
  private final Histogram commits = new Histogram(Buckets.WORK);
  private volatile boolean closed;
  private volatile @Nullable SQLException broken;
  private volatile Optional<String> refusal = Optional.empty();

  /// How many closures may wait, and how long a caller waits: for a place in the queue, to be taken
  /// from it, and for the commit.
  record Limits(int waitingMax, Duration waitMax) {
    static final Limits DEFAULT = new Limits(4_096, Duration.ofSeconds(5));
  }

  GroupCommitter(
      Connection connection,
      CommitProbe probe,
      InstantSource clock,
      ChangeListeners listeners,
      Limits limits)
      throws SQLException {
    this.limits = limits;
    this.connection = connection;
    this.probe = probe;
    this.clock = clock;
    this.listeners = listeners;
    waiting = new ArrayBlockingQueue<>(limits.waitingMax());
    connection.setAutoCommit(false);
    handle = Handles.of(connection);
    savepoint = connection.prepareStatement("SAVEPOINT closure");
    release = connection.prepareStatement("RELEASE closure");
    undo = connection.prepareStatement("ROLLBACK TO closure");
    thread = Thread.ofPlatform().name("gatehouse-writer").daemon().start(this::serve);
  }

  /// Runs `work` in the next group; returns after that group is durable.
  <T> T submit(Function<WriteTx, T> work) {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("a write inside a write would wait for itself");
    }
    requireUsable();
    var job = new WriteJob<>(work);
    enqueue(job);
    if (closed && waiting.remove(job)) {
      throw unavailable("the store is closed");
    }
    return job.await(limits.waitMax());
  }

  /// See [dev.gatehouse.store.Store#refusal].
  Optional<String> refusal() {
    return refusal;
  }

  /// How many closures wait for the writer.
  int waiting() {
    return waiting.size();
  }

  /// Shows how many writes one commit carries, and how long it takes.
  void showIn(Meters meters) {
    meters.show(
        Family.histograms(
                "gatehouse_store_group_size",
                "Writes that one commit made durable together.",
                Buckets.COUNT)
            .put(groupSizes));
    meters.show(
        Family.histograms(
                "gatehouse_store_commit_duration_seconds",
                "Time of one commit, with its synchronisation to the disk.",
                Buckets.WORK)
            .put(commits));
    meters.show(
        Family.counters("gatehouse_store_retries_total", "Transactions that ran again.")
            .put(retries));
    meters.show(
        Family.gauge(
            "gatehouse_store_writes_waiting", "Writes that wait for the writer.", this::waiting));
  }

  private void enqueue(WriteJob<?> job) {
    try {
      if (!waiting.offer(job, limits.waitMax().toMillis(), TimeUnit.MILLISECONDS)) {
        throw unavailable("too many writes are waiting; nothing was written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted; nothing was written", e);
    }
  }

  /// Refuses when the store is closed, or when the operating system once failed to write a commit
  /// through to the disk: what it says about later ones cannot be trusted (RL-04).
  void requireUsable() {
    if (closed) {
      throw unavailable("the store is closed");
    }
    var failure = broken;
    if (failure != null) {
      throw new StoreUnavailableException(
          "the database file failed during a write; the server must be restarted", failure);
    }
  }

  private void serve() {
    var group = new ArrayList<WriteJob<?>>();
    do {
      group.clear();
      takeGroup(group);
      var running = group.stream().filter(job -> job != stop && job.take()).toList();
      if (!running.isEmpty()) {
        commit(running);
      }
    } while (!group.contains(stop));
    waiting.forEach(job -> job.fail(unavailable("the store is closed")));
  }

  /// Waits for a first job and takes along what waits behind it.
  private void takeGroup(List<WriteJob<?>> group) {
    try {
      group.add(waiting.take());
      waiting.drainTo(group, GROUP_MAX - 1);
    } catch (InterruptedException e) {
      closed = true;
      group.add(stop);
    }
  }

  /// Commits the group. When the database fails on it, each closure gets a transaction of its own,
  /// so that only the one at fault fails.
  private void commit(List<WriteJob<?>> group) {
    var failure = broken == null ? tryCommit(group) : Optional.of(asFailure());
    if (failure.isEmpty()) {
      group.forEach(job -> listeners.tell(job.changes()));
      group.forEach(WriteJob::answer);
    } else if (group.size() == 1 || broken != null) {
      group.forEach(job -> job.fail(failure.get()));
    } else {
      group.forEach(job -> commit(List.of(job)));
    }
  }

  /// @return why nothing was committed; empty when it was
  private Optional<RuntimeException> tryCommit(List<WriteJob<?>> group) {
    for (int attempt = 1; ; attempt++) {
      try {
        for (var job : group) {
          run(job);
        }
        probe.beforeCommit(attempt);
        sync();
        groupSizes.observe(group.size());
        refusal = Optional.empty();
        return Optional.empty();
      } catch (SQLException | RuntimeException | Error e) {
        rollBack();
        if (SqlFault.of(e) == SqlFault.UNAVAILABLE) {
          refusal = Optional.of(SqliteFault.words(e));
        }
        if (SqlFault.of(e) != SqlFault.LOST_RACE || attempt == ATTEMPTS_MAX) {
          return Optional.of(broken == null ? SqlFault.answer(e) : asFailure());
        }
        retries.add();
      }
    }
  }

  private void sync() throws SQLException {
    var start = System.nanoTime();
    try {
      connection.commit();
    } catch (SQLiteException e) {
      var code = e.getResultCode();
      if (code == SQLiteErrorCode.SQLITE_IOERR_FSYNC
          || code == SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC) {
        broken = e;
      }
      throw e;
    } finally {
      commits.observeSince(start);
    }
  }

  /// One closure under its savepoint: when it refuses, only its own writes are undone.
  ///
  /// @throws RuntimeException when the database itself failed, and with it the whole group
  private void run(WriteJob<?> job) throws SQLException {
    savepoint.execute();
    try {
      job.run(new SqlTx(handle, Dialect.SQLITE, clock));
    } catch (RuntimeException | Error e) {
      if (SqlFault.of(e) != SqlFault.OTHER) {
        throw e;
      }
      undo.execute();
      job.refuse(e);
    }
    release.execute();
  }

  /// Ends the transaction and begins the next one. SQLite has ended it already when, for instance,
  /// the disk is full; then only the beginning is missing, without which each closure would commit
  /// by itself.
  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException ended) {
      try (var statement = connection.createStatement()) {
        statement.execute("BEGIN");
      } catch (SQLException e) {
        broken = e;
      }
    }
  }

  private RuntimeException asFailure() {
    return new StoreUnavailableException(
        "the database file failed; whether it was written is unknown",
        new IllegalStateException(broken));
  }

  /// Finishes what waits, then closes the connection.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      waiting.put(stop);
      thread.join();
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database file could not be closed", e);
    }
  }

  private static StoreUnavailableException unavailable(String message) {
    return new StoreUnavailableException(message, new IllegalStateException(message));
  }
}
