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
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.Patience;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A primary whose synchronous standby is away.
class PostgresStandbyTest {
  /// Between the commit and its end this test has to look into the database.
  private static final String SOCKET_TIMEOUT = "&socketTimeout=" + Patience.SECONDS;

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
      heard.clear();
      execute(database, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
      execute(database, "SELECT pg_reload_conf()");
      await(database, "SELECT current_setting('synchronous_standby_names') = 'nobody'");

      var caller = callers.submit(() -> insert(store, OTHER_POOL));
      await(database, "SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
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

  private static void await(EmbeddedPostgres database, String condition) throws SQLException {
    try (var connection = database.getPostgresDatabase().getConnection();
        var statement = connection.prepareStatement(condition)) {
      boolean isMet = false;
      while (!isMet) {
        try (var row = statement.executeQuery()) {
          row.next();
          isMet = row.getBoolean(1);
        }
      }
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
