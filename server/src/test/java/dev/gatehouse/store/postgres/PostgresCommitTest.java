package dev.gatehouse.store.postgres;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.testing.TcpProxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Commits that nobody knows the end of, and transactions that lose.
class PostgresCommitTest {
  private static final String COMMIT = "COMMIT\0";

  /// A trigger that fails on the first so many rows; a sequence does not roll back.
  private static final String FAILING =
      """
      CREATE SEQUENCE tries;
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('tries') <= %d THEN
          RAISE EXCEPTION 'lost' USING ERRCODE = '%s';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER fail BEFORE INSERT ON resource_server FOR EACH ROW EXECUTE FUNCTION fail()\
      """;

  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void rl_22_a_commit_whose_answer_is_lost_is_unknown_and_is_done_once() throws Exception {
    var settings = TestDatabases.migrated();
    var heard = new ArrayList<Change>();
    try (var proxy = TcpProxy.before(settings.url());
        var store = open(TestDatabases.through(proxy, settings));
        var direct = open(settings)) {
      store.onChange(heard::addAll);
      insert(store, POOL);
      heard.clear();
      runs.set(0);

      proxy.loseAnswerTo(COMMIT);
      assertThatThrownBy(() -> insert(store, OTHER_POOL))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage(
              "the connection was lost during the commit; whether it was written is unknown");

      // It was; so it was right not to try again, and right to forget what is cached of it.
      assertThat(runs).hasValue(1);
      assertThat(isThere(direct, OTHER_POOL)).isTrue();
      assertThat(heard).extracting(Change::poolId).containsExactly(OTHER_POOL.value());
      // Who tries again hears that it is there, and makes no second one.
      assertThatThrownBy(() -> insert(store, OTHER_POOL))
          .isInstanceOf(RefusedException.class)
          .hasFieldOrPropertyWithValue("refusal", new Refusal.IdTaken(OTHER_POOL.value()));
    }
  }

  @Test
  void rl_22_a_commit_that_the_database_did_not_do_is_unknown_too_and_leaves_nothing()
      throws Exception {
    var settings = TestDatabases.migrated();
    execute(
        settings,
        """
        CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_terminate_backend(pg_backend_pid());
          RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON user_pool DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION cut()\
        """);
    try (var store = open(settings)) {
      assertThatThrownBy(() -> insert(store, POOL))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage(
              "the connection was lost during the commit; whether it was written is unknown");

      assertThat(runs).hasValue(1);
      assertThat(isThere(store, POOL)).isFalse();
      execute(settings, "DROP TRIGGER cut ON user_pool");
      insert(store, POOL);
      assertThat(isThere(store, POOL)).isTrue();
    }
  }

  @Test
  void rl_22_a_connection_lost_before_the_commit_runs_the_closure_again() throws Exception {
    var settings = TestDatabases.migrated();
    try (var proxy = TcpProxy.before(settings.url());
        var store = open(TestDatabases.through(proxy, settings))) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        if (runs.incrementAndGet() == 1) {
          proxy.reset();
        }
        return tx.resourceServers().count(POOL);
      });

      assertThat(runs).hasValue(2);
      assertThat(isThere(store, POOL)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"40001", "40P01", "55P03"})
  void rl_23_four_lost_races_are_made_good_and_the_fifth_is_the_last(String state)
      throws Exception {
    var settings = TestDatabases.migrated();
    execute(settings, FAILING.formatted(9, state));
    try (var store = open(settings)) {
      assertThatThrownBy(() -> insertWithServer(store, POOL))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage("other transactions won every time; nothing was written");
      assertThat(runs).hasValue(5);
      assertThat(isThere(store, POOL)).isFalse();

      runs.set(0);
      insertWithServer(store, POOL);
      assertThat(runs).hasValue(5); // The sixth to the ninth failed.
      assertThat(isThere(store, POOL)).isTrue();
      assertThat(store.<Integer>read(tx -> tx.resourceServers().count(POOL))).isEqualTo(1);
      assertThat(store.<Long>read(tx -> (long) tx.changes().listAfter(0, 10).size())).isEqualTo(2);
    }
  }

  @Test
  void rl_23_what_is_no_lost_race_is_not_repeated() throws Exception {
    var settings = TestDatabases.migrated();
    execute(settings, FAILING.formatted(1, "22012"));
    try (var store = open(settings)) {
      assertThatThrownBy(() -> insertWithServer(store, POOL))
          .isInstanceOf(IllegalStateException.class);
      assertThat(runs).hasValue(1);
      assertThat(isThere(store, POOL)).isFalse();
    }
  }

  private void insertWithServer(Store store, UserPoolId id) {
    store.write(tx -> {
      runs.incrementAndGet();
      tx.userPools().insert(Rows.pool(id));
      tx.resourceServers().insert(Rows.server(id, "transactions"));
      return true;
    });
  }

  private void insert(Store store, UserPoolId id) {
    store.write(tx -> {
      tx.userPools().insert(Rows.pool(id));
      return runs.incrementAndGet();
    });
  }

  private static boolean isThere(Store store, UserPoolId id) {
    return store.read(tx -> tx.userPools().find(id).isPresent());
  }

  private static PostgresStore open(PostgresSettings settings) {
    return PostgresStore.open(settings, () -> NOW, CommitProbe.NONE);
  }

  private static void execute(PostgresSettings settings, String sql) throws SQLException {
    try (var connection = PostgresConnections.forMigrations(settings).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
