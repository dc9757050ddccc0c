package dev.gatehouse.store.postgres;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.BrokenMigrations;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.MigrationException;
import dev.gatehouse.store.sql.Migrations;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RL-40, RL-41: as `SqliteMigrationSweepTest`, where several nodes may start at once.
class PostgresMigrationSweepTest {
  private static final String COLUMNS =
      """
      SELECT table_name || '.' || column_name FROM information_schema.columns
      WHERE table_schema = 'public' ORDER BY 1\
      """;

  @TempDir private Path directory;

  private static Migrations migrations(PostgresSettings settings, List<String> locations) {
    return new Migrations(
        PostgresConnections.forMigrations(settings), settings.placeholders(), locations);
  }

  private static PostgresSettings withOnePool() throws SQLException {
    var settings = TestDatabases.migrated();
    try (var store = PostgresStore.open(settings, () -> NOW, CommitProbe.NONE)) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return true;
      });
    }
    return settings;
  }

  @Test
  void rl_40_a_migration_is_done_or_not_at_all() throws Exception {
    var settings = withOnePool();
    var before = content(settings);
    for (int n = 0; n <= BrokenMigrations.second(); n++) {
      var broken = BrokenMigrations.failing(directory.resolve("second" + n), 2, n);
      assertThatThrownBy(() -> migrations(settings, broken).run(2))
          .isInstanceOf(MigrationException.class);
      assertThat(content(settings)).as("statement %s", n).isEqualTo(before);
    }
    migrations(settings, BrokenMigrations.sound(directory.resolve("sound"))).run(2);
    assertThat(query(settings, "SELECT colour FROM user_pool")).containsExactly("red");
    assertThat(query(settings, "SELECT name FROM extra")).containsExactly(POOL.value());
  }

  @Test
  void rl_41_of_nodes_that_start_a_later_migration_at_once_one_runs_it_and_the_others_wait()
      throws Exception {
    var settings = withOnePool();
    var sound = BrokenMigrations.sound(directory.resolve("sound"));
    Callable<Boolean> node =
        () -> {
          migrations(settings, sound).run(2);
          return true;
        };
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var started : nodes.invokeAll(List.of(node, node, node))) {
        assertThat(started.get()).isTrue();
      }
    }
    assertThat(
            query(settings, "SELECT version FROM flyway_schema_history WHERE success ORDER BY 1"))
        .containsExactly("1", "2");
    assertThat(query(settings, "SELECT name FROM extra")).containsExactly(POOL.value());
  }

  private static List<String> content(PostgresSettings settings) throws SQLException {
    var all = new ArrayList<>(query(settings, COLUMNS));
    all.addAll(
        query(settings, "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"));
    all.addAll(query(settings, "SELECT version FROM flyway_schema_history ORDER BY 1"));
    all.addAll(query(settings, "SELECT t::text FROM user_pool t"));
    return all;
  }

  private static List<String> query(PostgresSettings settings, String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (var connection = PostgresConnections.forMigrations(settings).getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }
}
