package dev.gatehouse.store.sqlite;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.BrokenMigrations;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.sql.MigrationException;
import dev.gatehouse.store.sql.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RL-40: whichever statement of a migration fails, the file has the old schema with everything in
/// it, and the next start goes on from there.
class SqliteMigrationSweepTest {
  private static final String OBJECTS = "SELECT name FROM sqlite_schema ORDER BY 1";

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
    for (int n = 0; n <= BrokenMigrations.first(); n++) {
      var broken = BrokenMigrations.failing(directory.resolve("first" + n), 1, n);
      assertThatThrownBy(() -> migrate(broken, 1)).isInstanceOf(MigrationException.class);
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

  @Test
  void rl_40_a_later_migration_is_done_or_not_at_all_and_the_file_is_kept_as_it_was()
      throws Exception {
    try (var store = SqliteStore.open(file, () -> NOW)) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return true;
      });
    }
    var before = content(file);
    var copy = directory.resolve("gatehouse.db.v1");
    for (int n = 0; n <= BrokenMigrations.second(); n++) {
      var broken = BrokenMigrations.failing(directory.resolve("second" + n), 2, n);
      assertThatThrownBy(() -> migrate(broken, 2)).isInstanceOf(MigrationException.class);
      assertThat(content(file)).as("statement %s", n).isEqualTo(before);
      SqliteStore.open(file, () -> NOW).close(); // The older program goes on.
      assertThat(content(copy)).isEqualTo(before);
      Files.delete(copy);
    }

    migrate(BrokenMigrations.sound(directory.resolve("sound")), 2);
    assertThat(query(file, "SELECT colour FROM user_pool")).containsExactly("red");
    assertThat(query(file, "SELECT name FROM extra")).containsExactly(POOL.value());
    assertThat(content(copy)).isEqualTo(before);
    assertThat(Files.getPosixFilePermissions(copy)).hasSize(2);
    assertThat(directory.resolve("gatehouse.db.v1.partial")).doesNotExist();
    try (var store = SqliteStore.open(copy, () -> NOW)) {
      assertThat(store.<Boolean>read(tx -> tx.userPools().find(POOL).isPresent())).isTrue();
    }
  }

  @Test
  void rl_40_where_no_copy_can_be_kept_nothing_is_changed() throws Exception {
    SqliteStore.open(file, () -> NOW).close();
    var before = content(file);
    Files.createDirectories(directory.resolve("gatehouse.db.v1/in-the-way"));

    var sound = BrokenMigrations.sound(directory.resolve("sound"));
    assertThatThrownBy(() -> migrate(sound, 2))
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
