package dev.gatehouse.store.sqlite;

import static dev.gatehouse.store.BrokenMigrations.NEXT;
import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.BrokenMigrations;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.sql.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RL-40: whichever statement of a migration fails, the file has the old schema with everything in
/// it, and the next start goes on from there.
class SqliteMigrationSweepTest {
  private static final String OBJECTS = "SELECT name FROM sqlite_schema ORDER BY 1";
  private static final String POOL_ROW =
      "INSERT INTO user_pool VALUES ('%s', 'us-east-1', 'myblog', '{}', 1, 0, 0)";

  @TempDir private Path directory;
  private Path file;
  private SqliteConnections connections;

  @BeforeEach
  void name() {
    file = directory.resolve("gatehouse.db");
    connections = new SqliteConnections(file);
  }

  private void migrate(List<String> locations, int version) {
    var migrations = new Migrations(connections.writers(), SqliteStore.PLACEHOLDERS, locations);
    SqliteMigrations.run(file, connections.writers(), migrations, version);
  }

  @Test
  void rl_40_the_first_migration_is_done_or_not_at_all() throws Exception {
    PrivateFile.prepare(file);
    for (int n = 0; n <= BrokenMigrations.size(1); n++) {
      var broken = BrokenMigrations.failing(directory.resolve("first" + n), 1, n);
      assertThatThrownBy(() -> migrate(broken, 1)).hasMessageContaining("no_such_function");
      assertThat(query(file, OBJECTS))
          .as("statement %s", n)
          .noneMatch(SqliteMigrationSweepTest::isOurs);
    }
    SqliteStore.open(file, () -> NOW).close();
    assertThat(query(file, OBJECTS)).anyMatch(SqliteMigrationSweepTest::isOurs);
  }

  private static boolean isOurs(String name) {
    return !name.contains("flyway") && !name.startsWith("sqlite_");
  }

  /// Each migration of the product after the first, with rows of the schema before it.
  @ParameterizedTest
  @MethodSource("laterVersions")
  void rl_40_a_later_migration_is_done_or_not_at_all_and_the_file_is_kept_as_it_was(int version)
      throws Exception {
    migrate(SqliteStore.LOCATIONS, BrokenMigrations.before(version));
    execute(POOL_ROW.formatted(POOL.value()));
    sweep(version);

    SqliteStore.open(file, () -> NOW).close();
    assertThat(query(file, "SELECT pool_id FROM user_pool")).containsExactly(POOL.value());
    assertThat(Files.getPosixFilePermissions(copy(version))).hasSize(2);
  }

  static IntStream laterVersions() {
    return BrokenMigrations.later();
  }

  @Test
  void rl_40_a_migration_that_changes_rows_is_done_or_not_at_all() throws Exception {
    try (var store = SqliteStore.open(file, () -> NOW)) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return true;
      });
    }
    var before = content(file);
    sweep(NEXT);

    migrate(BrokenMigrations.sound(directory.resolve("sound")), NEXT);
    assertThat(query(file, "SELECT colour FROM user_pool")).containsExactly("red");
    assertThat(query(file, "SELECT name FROM extra")).containsExactly(POOL.value());
    assertThat(content(copy(NEXT))).isEqualTo(before);
    assertThat(copy(NEXT).resolveSibling(copy(NEXT).getFileName() + ".partial")).doesNotExist();
    try (var store = SqliteStore.open(copy(NEXT), () -> NOW)) {
      assertThat(store.<Boolean>read(tx -> tx.userPools().find(POOL).isPresent())).isTrue();
    }
  }

  /// Fails at each statement in turn: the file stays as it was, and its copy is the same.
  private void sweep(int version) throws Exception {
    var before = content(file);
    for (int n = 0; n <= BrokenMigrations.size(version); n++) {
      var broken = BrokenMigrations.failing(directory.resolve("broken" + n), version, n);
      assertThatThrownBy(() -> migrate(broken, version)).hasMessageContaining("no_such_function");
      assertThat(content(file)).as("statement %s", n).isEqualTo(before);
      if (version == NEXT) {
        SqliteStore.open(file, () -> NOW).close(); // The older program goes on.
      }
      assertThat(content(copy(version))).isEqualTo(before);
      Files.delete(copy(version));
    }
  }

  /// The file as it was before that migration.
  private Path copy(int version) {
    return directory.resolve("gatehouse.db.v" + BrokenMigrations.before(version));
  }

  @Test
  void rl_40_where_no_copy_can_be_kept_nothing_is_changed() throws Exception {
    SqliteStore.open(file, () -> NOW).close();
    var before = content(file);
    Files.createDirectories(copy(NEXT).resolve("in-the-way"));

    var sound = BrokenMigrations.sound(directory.resolve("sound"));
    assertThatThrownBy(() -> migrate(sound, NEXT))
        .hasMessage("the file cannot be copied before its schema is changed; nothing was changed");
    assertThat(content(file)).isEqualTo(before);
  }

  /// What there is, and every row of the tables with pools.
  private static List<String> content(Path file) throws SQLException {
    var all = new ArrayList<>(query(file, OBJECTS));
    all.addAll(query(file, "SELECT sql FROM sqlite_schema ORDER BY name"));
    all.addAll(query(file, "SELECT version FROM flyway_schema_history ORDER BY 1"));
    all.addAll(query(file, "SELECT pool_id || name || document || version FROM user_pool"));
    return all;
  }

  private void execute(String sql) throws SQLException {
    try (var connection = connections.openWriter();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static List<String> query(Path file, String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (var connection = new SqliteConnections(file).openReader();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
    }
    return values;
  }
}
