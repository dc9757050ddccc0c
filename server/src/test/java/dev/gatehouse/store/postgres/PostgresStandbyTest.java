package dev.gatehouse.store.postgres;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.Patience;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A primary whose synchronous standby is away.
class PostgresStandbyTest {
  /// Between the commit and its end this test has to look into the database.
  private static final String SOCKET_TIMEOUT = "&socketTimeout=" + Patience.SECONDS;

  private static final String WAITS =
      "SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'SyncRep'";

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    callers.close();
  }

  @Test
  @Timeout(5 * 60)
  void rl_22_a_commit_that_no_standby_has_is_not_acknowledged() throws Exception {
    try (var database =
            EmbeddedPostgres.builder()
                .setPGStartupWait(Patience.MAX)
                .setPort(FreePort.find())
                .setServerConfig("autovacuum", "off")
                .setServerConfig("synchronous_commit", "on")
                .start();
        var store =
            PostgresStore.open(
                PostgresSettings.of(database.getJdbcUrl("postgres", "postgres") + SOCKET_TIMEOUT)
                    .withStatementTimeout(Patience.MAX),
                () -> NOW,
                CommitProbe.NONE)) {
      var heard = new ArrayList<Change>();
      store.onChange(heard::addAll);
      insert(store, POOL);
      execute(database, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
      execute(database, "SELECT pg_reload_conf()");
      var caller = waiting(database, store, heard);
      execute(
          database,
          "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");

      assertThatThrownBy(caller::get)
          .hasCauseInstanceOf(StoreUnavailableException.class)
          .hasMessageEndingWith(
              "the database warned of the commit; whether it is durable is unknown");
      // The primary has it, so what is cached of it may be stale.
      assertThat(heard).hasSize(1);
    }
  }

  /// A caller whose commit waits for the standby. PostgreSQL waits only from when its checkpointer,
  /// too, has read what was set; a commit before that is a usual one.
  private Future<?> waiting(EmbeddedPostgres database, Store store, List<Change> heard) {
    for (int number = 0; ; number++) {
      var id = new UserPoolId("us-east-1_%09d".formatted(number));
      heard.clear();
      var caller = callers.submit(() -> insert(store, id));
      Patience.until("a commit", () -> caller.isDone() || isMet(database, WAITS));
      if (!caller.isDone()) {
        return caller;
      }
    }
  }

  private static boolean isMet(EmbeddedPostgres database, String condition) {
    try (var connection = database.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(condition)) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void execute(EmbeddedPostgres database, String sql) throws SQLException {
    try (var connection = database.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void insert(Store store, UserPoolId id) {
    store.write(tx -> {
      tx.userPools().insert(Rows.pool(id));
      return true;
    });
  }
}
