package dev.gatehouse.store.sqlite;

import static dev.gatehouse.store.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.sql.ChangeListeners;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.SerializationFailure;
import dev.gatehouse.testing.Patience;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The writer under bad conditions: a full disk, a disk that loses writes, a full queue.
class GroupCommitterTest {
  private static final GroupCommitter.Limits PATIENT = new GroupCommitter.Limits(100, Patience.MAX);
  private static final GroupCommitter.Limits IMPATIENT =
      new GroupCommitter.Limits(1, Duration.ofMillis(50));

  @TempDir Path directory;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private SqliteConnections connections;

  @BeforeEach
  void migrate() {
    var file = directory.resolve("gatehouse.db");
    SqliteStore.open(file, () -> NOW).close();
    connections = new SqliteConnections(file);
  }

  @AfterEach
  void stop() {
    callers.close();
  }

  @Test
  void rl_06_a_group_is_committed_at_once_and_answered_after_that() throws Exception {
    var commits = new AtomicInteger();
    try (var writer = writer(connections.openWriter(), _ -> commits.incrementAndGet(), PATIENT)) {
      var gate = new Gate();
      var first = callers.submit(() -> put(writer, "first", gate));
      var others = submitBehind(writer, gate, List.of("a", "b", "c"));
      gate.open.countDown();

      assertThat(first.get()).isTrue();
      for (var other : others) {
        assertThat(other.get()).isTrue();
      }
      // One for the first, which the others could not join, and one for all of them.
      assertThat(commits).hasValue(2);
    }
  }

  @Test
  void only_the_closure_fails_whose_statement_failed() throws Exception {
    var connection = connections.openWriter();
    execute(
        connection,
        """
        CREATE TRIGGER refuse BEFORE INSERT ON installation WHEN new.name = 'bad'
        BEGIN SELECT RAISE(ABORT, 'refused by the test'); END\
        """);
    try (var writer = writer(connection, CommitProbe.NONE, PATIENT)) {
      var gate = new Gate();
      var first = callers.submit(() -> put(writer, "first", gate));
      var others = submitBehind(writer, gate, List.of("a", "bad", "b"));
      gate.open.countDown();

      assertThat(first.get()).isTrue();
      assertThat(others.get(0).get()).isTrue();
      assertThatThrownBy(others.get(1)::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
      assertThat(others.get(2).get()).isTrue();
      assertThat(find(writer, "a")).contains("value");
      assertThat(find(writer, "bad")).isEmpty();
      assertThat(find(writer, "b")).contains("value");
    }
  }

  @Test
  void rl_09_a_full_disk_refuses_writes_until_there_is_room_again() throws Exception {
    var connection = connections.openWriter();
    try (var writer = writer(connection, CommitProbe.NONE, PATIENT)) {
      execute(connection, "PRAGMA max_page_count = 1"); // Means: not one page more than now.
      assertThatThrownBy(() -> put(writer, "x".repeat(100_000)))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage("the database refuses; nothing was written");
      assertThat(find(writer, "small")).isEmpty();

      execute(connection, "PRAGMA max_page_count = 100000");
      assertThat(put(writer, "small")).isTrue();
      assertThatThrownBy(() ->
              writer.submit(tx -> {
                tx.installation().put("undone", "value");
                throw new RefusedException(new Refusal.Conflict());
              }))
          .isInstanceOf(RefusedException.class);
      assertThat(find(writer, "undone")).isEmpty();
    }
  }

  @Test
  void rl_04_a_commit_that_the_disk_lost_is_not_acknowledged_and_ends_the_use_of_the_file()
      throws Exception {
    var broken = new AtomicBoolean(true);
    var heard = new ArrayList<Change>();
    var listeners = new ChangeListeners();
    listeners.add(heard::addAll);
    var connection = losing(connections.openWriter(), broken);
    try (var writer =
        new GroupCommitter(connection, file(), CommitProbe.NONE, () -> NOW, listeners, PATIENT)) {
      assertThatThrownBy(() -> insertPool(writer))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage("the database file failed; whether it was written is unknown");
      assertThat(heard).isEmpty();

      // The next call would work again; it must not be believed.
      broken.set(false);
      assertThatThrownBy(() -> insertPool(writer))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage("the database file failed; the server must be restarted");
      assertThatThrownBy(writer::requireUsable).isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void rl_13_a_group_whose_file_is_deleted_meanwhile_is_not_acknowledged_and_does_not_run_again()
      throws Exception {
    var file = directory.resolve("gatehouse.db");
    var away = directory.resolve("away");
    var commits = new AtomicInteger();
    CommitProbe deleting =
        _ -> {
          if (commits.incrementAndGet() == 2) {
            move(file, away);
          }
        };
    try (var writer = writer(connections.openWriter(), deleting, PATIENT)) {
      var gate = new Gate();
      var first = callers.submit(() -> put(writer, "first", gate));
      var others = submitBehind(writer, gate, List.of("a", "b", "c"));
      gate.open.countDown();

      assertThat(first.get()).isTrue();
      for (var other : others) {
        assertThatThrownBy(other::get)
            .cause()
            .hasMessage("the database file failed; whether it was written is unknown");
      }
      assertThat(commits).hasValue(2);
      assertThatThrownBy(() -> put(writer, "later"))
          .hasMessage("the database file is not in its place; nothing was written");
      move(away, file);
      assertThat(put(writer, "after")).isTrue();
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void rl_23_gives_up_after_five_lost_races() throws Exception {
    var attempts = new AtomicInteger();
    CommitProbe losing =
        _ -> {
          attempts.incrementAndGet();
          throw new SerializationFailure();
        };
    try (var writer = writer(connections.openWriter(), losing, PATIENT)) {
      assertThatThrownBy(() -> put(writer, "a"))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage("other transactions won every time; nothing was written");
      assertThat(attempts).hasValue(5);
    }
  }

  @Test
  void a_caller_that_waits_too_long_for_the_writer_is_told_what_happened() throws Exception {
    try (var writer = writer(connections.openWriter(), CommitProbe.NONE, IMPATIENT)) {
      var gate = new Gate();
      var running = submit(writer, gate);
      while (!hasReached(gate, running)) {
        running = submit(writer, gate); // The writer was not quick enough for the one before.
      }
      var queued = callers.submit(() -> put(writer, "queued"));

      assertThatThrownBy(queued::get)
          .hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class)
          .cause()
          .hasMessage("the writer did not answer in time; nothing was written");
      assertThatThrownBy(() -> put(writer, "refused"))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage("too many writes are waiting; nothing was written");
      var last = running;
      assertThatThrownBy(last::get)
          .cause()
          .hasMessage("the writer did not answer in time; whether it was written is unknown");

      gate.open.countDown();
      callers.submit(() -> true).get();
    }
    try (var store = SqliteStore.open(directory.resolve("gatehouse.db"), () -> NOW)) {
      assertThat(store.<Optional<String>>read(tx -> tx.installation().find("running")))
          .contains("value");
      assertThat(store.<Optional<String>>read(tx -> tx.installation().find("queued"))).isEmpty();
    }
  }

  private Future<String> submit(GroupCommitter writer, Gate gate) {
    return callers.submit(() ->
        writer.submit(tx -> {
          gate.pass();
          return tx.installation().putIfAbsent("running", "value");
        }));
  }

  /// Whether the closure has come to its gate before its caller has given up.
  private static boolean hasReached(Gate gate, Future<?> running) {
    Patience.until("one or the other", () -> gate.isReached() || running.isDone());
    return gate.isReached();
  }

  @Test
  void a_write_inside_a_write_is_refused_instead_of_waiting_for_itself() throws Exception {
    try (var writer = writer(connections.openWriter(), CommitProbe.NONE, PATIENT)) {
      assertThatThrownBy(() -> writer.submit(_ -> put(writer, "inner")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a write inside a write would wait for itself");
    }
  }

  @Test
  void close_finishes_what_waits() throws Exception {
    var writer = writer(connections.openWriter(), CommitProbe.NONE, PATIENT);
    var gate = new Gate();
    var first = callers.submit(() -> put(writer, "first", gate));
    var others = submitBehind(writer, gate, List.of("a", "b"));
    var closing = callers.submit(writer::close);
    gate.open.countDown();

    closing.get();
    assertThat(first.get()).isTrue();
    for (var other : others) {
      assertThat(other.get()).isTrue();
    }
  }

  private GroupCommitter writer(
      Connection connection, CommitProbe probe, GroupCommitter.Limits limits) throws Exception {
    return new GroupCommitter(connection, file(), probe, () -> NOW, new ChangeListeners(), limits);
  }

  private DatabaseFile file() throws IOException {
    var path = directory.resolve("gatehouse.db");
    return new DatabaseFile(
        new FileTrust(path), FileIdentity.of(path), AcknowledgedMark.open(path, 0));
  }

  /// Writes that wait in the queue, in this order, until the gate opens.
  private List<Future<Boolean>> submitBehind(GroupCommitter writer, Gate gate, List<String> names)
      throws Exception {
    gate.reached.await();
    var all = new ArrayList<Future<Boolean>>();
    for (var name : names) {
      var call = new FutureTask<>(() -> put(writer, name));
      var caller = Thread.ofVirtual().start(call);
      all.add(call);
      // What waits for its answer, with a time limit, is in the queue and past every check.
      Patience.until(
          "it waits",
          () -> writer.waiting() == all.size() && caller.getState() == Thread.State.TIMED_WAITING);
    }
    return all;
  }

  private static boolean put(GroupCommitter writer, String name) {
    return writer.submit(tx -> {
      tx.installation().put(name, "value");
      return true;
    });
  }

  private static boolean put(GroupCommitter writer, String name, Gate gate) {
    return writer.submit(tx -> {
      gate.pass();
      tx.installation().put(name, "value");
      return true;
    });
  }

  private static Optional<String> find(GroupCommitter writer, String name) {
    return writer.submit(tx -> tx.installation().find(name));
  }

  private static boolean insertPool(GroupCommitter writer) {
    return writer.submit(tx -> {
      tx.userPools().insert(Rows.pool(Rows.POOL));
      return true;
    });
  }

  /// Where a closure stops, so that others can line up behind it.
  private record Gate(CountDownLatch reached, CountDownLatch open) {
    Gate() {
      this(new CountDownLatch(1), new CountDownLatch(1));
    }

    boolean isReached() {
      return reached.getCount() == 0;
    }

    void pass() {
      reached.countDown();
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The connection of a disk whose synchronisation fails while `broken`.
  private static Connection losing(Connection connection, AtomicBoolean broken) {
    return (Connection)
        Proxy.newProxyInstance(
            GroupCommitterTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("commit") && broken.get()) {
                throw new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
