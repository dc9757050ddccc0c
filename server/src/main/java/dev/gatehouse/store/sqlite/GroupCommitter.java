package dev.gatehouse.store.sqlite;

import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sql.ChangeListeners;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.Dialect;
import dev.gatehouse.store.sql.Handle;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of a database file. It takes what waits, runs each closure under its own
/// savepoint, and commits once for all: a synchronous commit costs a third of a millisecond,
/// whether it carries one change or a hundred. Nobody is told of success before the group is on
/// disk (RL-06).
final class GroupCommitter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);
  private static final int GROUP_MAX = 256;
  private static final int ATTEMPTS_MAX = 5;

  private final Limits limits;
  private final DatabaseFile file;
  private final BlockingQueue<WriteJob<?>> waiting;
  private final Connection connection;
  private final Handle handle;
  private final PreparedStatement savepoint;
  private final PreparedStatement release;
  private final PreparedStatement undo;
  private final CommitNumber numbers;
  private final Checkpoints checkpoints;
  private final CommitProbe probe;
  private final InstantSource clock;
  private final ChangeListeners listeners;
  private final WriteJob<Boolean> stop = new WriteJob<>(_ -> true);
  private final Thread thread;
  private final WriterMeters meters = new WriterMeters();
  private volatile boolean closed;
  private volatile Optional<String> refusal = Optional.empty();

  /// How many closures may wait, and how long a caller waits: for a place in the queue, to be taken
  /// from it, and for the commit.
  record Limits(int waitingMax, Duration waitMax) {
    static final Limits DEFAULT = new Limits(4_096, Duration.ofSeconds(5));
  }

  /// @param connection to `file`; its own from now on
  GroupCommitter(
      Connection connection,
      DatabaseFile file,
      CommitProbe probe,
      InstantSource clock,
      ChangeListeners listeners,
      Limits limits)
      throws SQLException {
    this.limits = limits;
    this.connection = connection;
    this.file = file;
    this.probe = probe;
    this.clock = clock;
    this.listeners = listeners;
    waiting = new ArrayBlockingQueue<>(limits.waitingMax());
    checkpoints = new Checkpoints(connection);
    connection.setAutoCommit(false);
    handle = Handle.keeping(connection);
    savepoint = connection.prepareStatement("SAVEPOINT closure");
    release = connection.prepareStatement("RELEASE closure");
    undo = connection.prepareStatement("ROLLBACK TO closure");
    numbers = new CommitNumber(connection);
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
  void showIn(Meters all) {
    meters.showIn(all);
    all.show(
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

  /// Refuses when the store is closed, or the file must not be used any more.
  void requireUsable() {
    if (closed) {
      throw unavailable("the store is closed");
    }
    file.trust().require();
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

  /// Why a group was not acknowledged.
  ///
  /// @param isForAll whether its closures must not run again
  private record Failure(RuntimeException answer, boolean isForAll) {}

  /// Commits the group. When the database fails on it, each closure gets a transaction of its own,
  /// so that only the one at fault fails.
  private void commit(List<WriteJob<?>> group) {
    var failure = tryCommit(group);
    if (failure.isEmpty()) {
      group.forEach(job -> listeners.tell(job.changes()));
      group.forEach(WriteJob::answer);
      checkpoint();
    } else if (group.size() == 1 || failure.get().isForAll()) {
      group.forEach(job -> job.fail(failure.get().answer()));
    } else {
      group.forEach(job -> commit(List.of(job)));
    }
  }

  /// @return why nothing is acknowledged; empty when everything is on disk
  private Optional<Failure> tryCommit(List<WriteJob<?>> group) {
    try {
      file.requireUsable();
    } catch (StoreUnavailableException unusable) {
      return Optional.of(new Failure(unusable, true));
    }
    for (int attempt = 1; ; attempt++) {
      try {
        for (var job : group) {
          run(job);
        }
        var number = numbers.next(group.stream().anyMatch(job -> !job.changes().isEmpty()));
        probe.beforeCommit(attempt);
        sync();
        return acknowledge(group.size(), number);
      } catch (SQLException | RuntimeException | Error e) {
        rollBack();
        file.trust().judge(e);
        if (file.trust().isLost()) {
          return Optional.of(unknown(e));
        }
        if (SqlFault.of(e) == SqlFault.UNAVAILABLE) {
          refusal = Optional.of(SqliteFault.words(e));
        }
        if (SqlFault.of(e) != SqlFault.LOST_RACE || attempt == ATTEMPTS_MAX) {
          return Optional.of(new Failure(SqlFault.answer(e), false));
        }
        meters.ranAgain();
      }
    }
  }

  /// What was committed into a file that somebody has deleted meanwhile is not acknowledged
  /// (RL-13).
  private Optional<Failure> acknowledge(int writes, long number) {
    var moved = file.identity().change();
    if (moved.isPresent()) {
      return Optional.of(unknown(new IllegalStateException(moved.get())));
    }
    file.mark().acknowledge(number);
    meters.committed(writes);
    refusal = Optional.empty();
    return Optional.empty();
  }

  private static Failure unknown(Throwable e) {
    return new Failure(
        new StoreUnavailableException(
            "the database file failed; whether it was written is unknown", e),
        true);
  }

  private void sync() throws SQLException {
    var start = System.nanoTime();
    try {
      connection.commit();
    } finally {
      meters.took(start);
    }
  }

  /// The group has its answers already: what fails here is no failure of theirs.
  private void checkpoint() {
    try {
      checkpoints.afterCommit();
    } catch (SQLException e) {
      file.trust().judge(e);
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
        file.trust().lose("The writer's connection is broken: " + SqliteFault.reason(e));
      }
    }
  }

  /// Finishes what waits; nothing more is taken.
  void stop() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      waiting.put(stop);
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Brings everything into the file and closes the connection; the last of all connections. A file
  /// that must not be used any more is left as it is: closing it would write to it.
  ///
  /// @return whether the file is complete by itself
  boolean finish() {
    if (file.refusal().isPresent()) {
      return false;
    }
    try {
      connection.rollback();
      connection.setAutoCommit(true);
      var isComplete = checkpoints.finish();
      connection.close();
      return isComplete;
    } catch (SQLException e) {
      LOG.warn("the database file could not be closed", e);
      return false;
    }
  }

  @Override
  public void close() {
    stop();
    finish();
  }

  private static StoreUnavailableException unavailable(String message) {
    return new StoreUnavailableException(message, new IllegalStateException(message));
  }
}
