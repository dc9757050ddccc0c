package dev.gatehouse.store.postgres;

import static dev.gatehouse.store.BrokenMigrations.NEXT;
import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.BrokenMigrations;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.Migrations;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RL-40, RL-41: as `SqliteMigrationSweepTest`, where several nodes may start at once.
class PostgresMigrationSweepTest {
  private static final String COLUMNS =
      """
      SELECT table_name || '.' || column_name FROM information_schema.columns
      WHERE table_schema = 'public' ORDER BY 1\
      """;

  private static final String POOL_ROW =
      "INSERT INTO user_pool VALUES ('%s', 'us-east-1', 'myblog', '{}', 1, 0, 0)";

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

  /// Each migration of the product after the first, with rows of the schema before it.
  @ParameterizedTest
  @MethodSource("laterVersions")
  void rl_40_a_later_migration_is_done_or_not_at_all(int version) throws Exception {
    var settings = TestDatabases.empty();
    migrations(settings, List.of("classpath:db/migration")).run(BrokenMigrations.before(version));
    execute(settings, POOL_ROW.formatted(POOL.value()));
    sweep(settings, version);

    PostgresStore.open(settings, () -> NOW, CommitProbe.NONE).close();
    assertThat(query(settings, "SELECT pool_id FROM user_pool")).containsExactly(POOL.value());
  }

  static IntStream laterVersions() {
    return BrokenMigrations.later();
  }

  @Test
  void rl_40_a_migration_that_changes_rows_is_done_or_not_at_all() throws Exception {
    var settings = withOnePool();
    sweep(settings, NEXT);

    migrations(settings, BrokenMigrations.sound(directory.resolve("sound"))).run(NEXT);
    assertThat(query(settings, "SELECT colour FROM user_pool")).containsExactly("red");
    assertThat(query(settings, "SELECT name FROM extra")).containsExactly(POOL.value());
  }

  /// Fails at each statement in turn.
  private void sweep(PostgresSettings settings, int version) throws SQLException {
    var before = content(settings);
    for (int n = 0; n <= BrokenMigrations.size(version); n++) {
      var broken = BrokenMigrations.failing(directory.resolve("broken" + n), version, n);
      assertThatThrownBy(() -> migrations(settings, broken).run(version))
          .hasMessageContaining("no_such_function");
      assertThat(content(settings)).as("statement %s", n).isEqualTo(before);
    }
  }

  @Test
  void rl_41_of_nodes_that_start_a_later_migration_at_once_one_runs_it_and_the_others_wait()
      throws Exception {
    var settings = withOnePool();
    var sound = BrokenMigrations.sound(directory.resolve("sound"));
    Callable<Boolean> node =
        () -> {
          migrations(settings, sound).run(NEXT);
          return true;
        };
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var started : nodes.invokeAll(List.of(node, node, node))) {
        assertThat(started.get()).isTrue();
      }
    }
    assertThat(
            query(settings, "SELECT version FROM flyway_schema_history WHERE success ORDER BY 1"))
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
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

  private static void execute(PostgresSettings settings, String sql) throws SQLException {
    try (var connection = PostgresConnections.forMigrations(settings).getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
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
