package dev.gatehouse.store.postgres;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.sql.ChangeListeners;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.SerializationFailure;
import dev.gatehouse.testing.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// PostgreSQL when it fails: lost connections, slow statements, no connection free, read-only.
class PostgresFaultTest {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    callers.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"preferQueryMode=simple", "user=a&preferQueryMode=SIMPLE"})
  void in_05_refuses_the_simple_query_mode(String parameter) {
    assertThatThrownBy(() -> open("jdbc:postgresql://localhost:1/x?" + parameter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "database.url asks for preferQueryMode=simple, which is not safe. Leave it out.");
  }

  @Test
  void refuses_an_address_of_something_else_without_repeating_it() {
    assertThatThrownBy(() -> open("jdbc:mysql://localhost/x?password=secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "database.url is not a PostgreSQL JDBC URL (jdbc:postgresql://host:port/database).");
  }

  @Test
  void rl_57_a_database_that_is_not_there_is_unavailable() {
    assertThatThrownBy(() -> open("jdbc:postgresql://localhost:1/x"))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void rl_20_lost_connections_cost_no_caller_an_error() throws Exception {
    var settings = TestDatabases.migrated();
    try (var store = open(settings)) {
      insert(store, POOL);
      TestDatabases.disconnectAll(settings);
      assertThat(find(store, POOL)).contains(Rows.pool(POOL));
      TestDatabases.disconnectAll(settings);
      insert(store, OTHER_POOL);
      assertThat(find(store, OTHER_POOL)).contains(Rows.pool(OTHER_POOL));
    }
  }

  @Test
  void rl_22_a_connection_lost_during_the_commit_is_reported_as_unknown_and_not_repeated()
      throws Exception {
    var settings = TestDatabases.migrated();
    var runs = new AtomicInteger();
    var heard = new ArrayList<Change>();
    CommitProbe cut = _ -> TestDatabases.disconnectAll(settings);
    try (var store = PostgresStore.open(settings, () -> NOW, cut)) {
      store.onChange(heard::addAll);
      assertThatThrownBy(() ->
              store.write(tx -> {
                tx.userPools().insert(Rows.pool(POOL));
                return runs.incrementAndGet();
              }))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage(
              "the connection was lost during the commit; whether it was written is unknown");
      assertThat(runs).hasValue(1);
      // It may have been committed, so what is cached of it may be stale.
      assertThat(heard).hasSize(1);
    }
  }

  @Test
  void rl_23_gives_up_after_five_lost_races() throws Exception {
    var attempts = new ArrayList<Integer>();
    CommitProbe losing =
        attempt -> {
          attempts.add(attempt);
          throw new SerializationFailure();
        };
    try (var store = PostgresStore.open(TestDatabases.migrated(), () -> NOW, losing)) {
      assertThatThrownBy(() -> insert(store, POOL))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage("other transactions won every time; nothing was written");
      assertThat(attempts).containsExactly(1, 2, 3, 4, 5);
    }
  }

  @Test
  void rl_23_a_deadlock_is_resolved_by_running_one_closure_again() throws Exception {
    var settings = TestDatabases.migrated();
    TestDatabases.set(settings, "deadlock_timeout = '20ms'");
    var meeting = new CyclicBarrier(2);
    var runs = new AtomicInteger();
    try (var store = open(settings)) {
      insert(store, POOL);
      insert(store, OTHER_POOL);
      var one = callers.submit(() -> lockBoth(store, POOL, OTHER_POOL, meeting, runs));
      var two = callers.submit(() -> lockBoth(store, OTHER_POOL, POOL, meeting, runs));

      assertThat(one.get()).isTrue();
      assertThat(two.get()).isTrue();
      assertThat(runs).hasValue(3);
    }
  }

  @Test
  void rl_24_a_statement_that_takes_too_long_is_given_up_and_the_others_go_on() throws Exception {
    var settings = TestDatabases.migrated();
    try (var patient = open(settings);
        var store = open(settings.withStatementTimeout(Duration.ofMillis(600)))) {
      insert(patient, POOL);
      insert(patient, OTHER_POOL);
      var locked = new CountDownLatch(1);
      var release = new CountDownLatch(1);
      var holder =
          callers.submit(() ->
              patient.write(tx -> {
                var row = tx.userPools().lock(POOL);
                locked.countDown();
                await(release);
                return row;
              }));
      locked.await();

      assertThatThrownBy(() -> lock(store, POOL))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage("the database refuses; nothing was written");
      assertThat(patiently(() -> find(store, POOL))).isPresent();
      assertThat(patiently(() -> lock(store, OTHER_POOL))).isPresent();
      release.countDown();
      assertThat(holder.get()).isPresent();
    }
  }

  @Test
  void rl_25_a_caller_waits_shortly_for_a_connection() throws Exception {
    var settings = TestDatabases.migrated().withConnections(1, Duration.ofMillis(250));
    try (var store = open(settings)) {
      var held = new CountDownLatch(1);
      var release = new CountDownLatch(1);
      var holder =
          callers.submit(() ->
              store.read(tx -> {
                held.countDown();
                await(release);
                return tx.changes().lastSequence();
              }));
      held.await();

      assertThatThrownBy(() -> find(store, POOL)).isInstanceOf(StoreUnavailableException.class);
      release.countDown();
      assertThat(holder.get()).isZero();
      assertThat(patiently(() -> find(store, POOL))).isEmpty();
    }
  }

  @Test
  void rl_29_a_read_only_database_refuses_writes_and_serves_reads() throws Exception {
    var settings = TestDatabases.migrated();
    TestDatabases.set(settings, "default_transaction_read_only = on");
    try (var store = open(settings)) {
      assertThatThrownBy(() -> insert(store, POOL))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage("the database refuses; nothing was written");
      assertThat(find(store, POOL)).isEmpty();
      assertThat(store.refusal()).contains("the database is read-only");

      // Its connections are given up with each refusal, so that later ones see what has changed.
      TestDatabases.set(settings, "default_transaction_read_only = off");
      Patience.until(
          "it is not refused any more",
          () -> {
            outcome(callers.submit(() -> insert(store, POOL)));
            return store.refusal().isEmpty();
          });
      assertThat(find(store, POOL)).isPresent();
      assertThat(store.refusal()).isEmpty();
    }
  }

  @Test
  void rl_24_writes_that_wait_for_a_lock_leave_connections_to_reads() throws Exception {
    var settings = TestDatabases.migrated();
    try (var store = open(settings)) {
      insert(store, POOL);
      var locked = new CountDownLatch(1);
      var release = new CountDownLatch(1);
      var holder =
          callers.submit(() ->
              store.write(tx -> {
                var row = tx.userPools().lock(POOL);
                locked.countDown();
                await(release);
                return row;
              }));
      locked.await();
      var waiting =
          IntStream.range(0, 12).mapToObj(_ -> callers.submit(() -> lock(store, POOL))).toList();
      for (int i = 0; i < 100; i++) {
        assertThat(find(store, POOL)).isPresent();
      }
      release.countDown();
      assertThat(holder.get()).isPresent();
      var outcomes = waiting.stream().map(PostgresFaultTest::outcome).distinct().sorted().toList();
      assertThat(outcomes).isSubsetOf("done", "too many writes are waiting; nothing was written");
      assertThat(lock(store, POOL)).isPresent();
    }
  }

  private static String outcome(Future<?> call) {
    try {
      call.get();
      return "done";
    } catch (ExecutionException e) {
      return e.getCause() instanceof StoreUnavailableException unavailable
          ? String.valueOf(unavailable.getMessage())
          : String.valueOf(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void rl_28_nothing_stays_on_a_connection() throws Exception {
    var settings = TestDatabases.migrated().withConnections(1, Patience.MAX);
    var meters = new PoolMeters();
    try (var pool = PostgresConnections.pool(settings, meters)) {
      var transactions =
          new PostgresTransactions(
              pool, settings, () -> NOW, CommitProbe.NONE, new ChangeListeners(), meters);
      assertThat(transactions.<Optional<UserPools.Row>>write(tx -> tx.userPools().lock(POOL)))
          .isEmpty();
      assertThat(transactions.<Optional<UserPools.Row>>read(tx -> tx.userPools().find(POOL)))
          .isEmpty();
      try (var connection = pool.getConnection();
          var statement = connection.createStatement();
          var row =
              statement.executeQuery(
                  """
                  SELECT current_setting('statement_timeout'),
                    current_setting('transaction_read_only'),
                    current_setting('transaction_isolation'),
                    (SELECT count(*) FROM pg_prepared_statements)
                  """)) {
        assertThat(row.next()).isTrue();
        assertThat(List.of(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)))
            .isEqualTo(List.of("0", "off", "read committed", 0));
      }
    }
  }

  @Test
  void a_closed_store_says_so() throws Exception {
    var store = open(TestDatabases.migrated());
    store.close();
    store.close();

    assertThatThrownBy(() -> find(store, POOL))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("the store is closed");
  }

  private static boolean lockBoth(
      Store store, UserPoolId first, UserPoolId second, CyclicBarrier meeting, AtomicInteger runs) {
    return store.write(tx -> {
      tx.userPools().lock(first);
      if (runs.incrementAndGet() <= 2) {
        meet(meeting);
      }
      return tx.userPools().lock(second).isPresent();
    });
  }

  private static PostgresStore open(String url) {
    return PostgresStore.open(url, () -> NOW);
  }

  private static PostgresStore open(PostgresSettings settings) {
    return PostgresStore.open(settings, () -> NOW, CommitProbe.NONE);
  }

  private static void insert(Store store, UserPoolId id) {
    store.write(tx -> {
      tx.userPools().insert(Rows.pool(id));
      return true;
    });
  }

  private static Optional<UserPools.Row> find(Store store, UserPoolId id) {
    return store.read(tx -> tx.userPools().find(id));
  }

  private static Optional<UserPools.Row> lock(Store store, UserPoolId id) {
    return store.write(tx -> tx.userPools().lock(id));
  }

  /// For a store that gives up soon, on a machine that may stand still as long.
  private static <T> T patiently(Supplier<T> call) {
    return Patience.until(
            "an answer in time",
            () -> {
              try {
                return Optional.of(call.get());
              } catch (StoreUnavailableException tooLate) {
                return Optional.<T>empty();
              }
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
