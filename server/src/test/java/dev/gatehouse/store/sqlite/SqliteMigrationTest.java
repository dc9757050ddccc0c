package dev.gatehouse.store.sqlite;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.SchemaOne;
import dev.gatehouse.store.sql.MigrationException;
import dev.gatehouse.store.sql.Migrations;
import dev.gatehouse.store.sql.NewerSchemaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opening a file of this schema, of a newer one, of every released one, and of somebody else.
class SqliteMigrationTest {
  @TempDir Path directory;

  @Test
  void the_built_in_version_is_that_of_the_newest_migration() throws Exception {
    var name = Pattern.compile("V(\\d+)__\\w+\\.sql");
    var versions = new ArrayList<Integer>();
    try (var files =
        Files.newDirectoryStream(
            Path.of(
                Objects.requireNonNull(Migrations.class.getResource("/db/migration")).toURI()))) {
      for (var file : files) {
        var matcher = name.matcher(file.getFileName().toString());
        assertThat(matcher.matches()).as("%s", file).isTrue();
        versions.add(Integer.valueOf(matcher.group(1)));
      }
    }
    assertThat(versions).contains(Migrations.VERSION).allMatch(v -> v <= Migrations.VERSION);
  }

  @Test
  void a_current_file_is_opened_without_looking_at_migrations() {
    SqliteStore.open(file(), () -> NOW).close();
    var nowhere = List.of("classpath:db/no-such-folder");

    assertThat(new Migrations(new SqliteConnections(file()).writers(), Map.of(), nowhere).run())
        .isFalse();
  }

  @Test
  void what_was_written_is_there_after_reopening() {
    try (var store = SqliteStore.open(file(), () -> NOW)) {
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(POOL));
        return true;
      });
    }
    try (var store = SqliteStore.open(file(), () -> NOW)) {
      assertThat(store.<Optional<?>>read(tx -> tx.userPools().find(POOL)))
          .isEqualTo(Optional.of(Rows.pool(POOL)));
    }
  }

  @Test
  void rl_42_a_file_of_a_newer_program_is_refused_with_both_versions_named() throws Exception {
    SqliteStore.open(file(), () -> NOW).close();
    execute(
        """
        INSERT INTO flyway_schema_history
        SELECT 8, '8', 'later', type, 'V8__later.sql', 1, '', installed_on, 1, 1
        FROM flyway_schema_history LIMIT 1\
        """);
    var before = Files.readAllBytes(file());

    assertThatThrownBy(() -> SqliteStore.open(file(), () -> NOW))
        .isInstanceOf(NewerSchemaException.class)
        .hasMessageStartingWith("The database has schema version 8; this program knows version 7.");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void rl_31_a_file_that_holds_something_else_is_refused() throws Exception {
    execute("CREATE TABLE recipes (name text)");

    assertThatThrownBy(() -> SqliteStore.open(file(), () -> NOW))
        .isInstanceOf(MigrationException.class)
        .hasMessage("The database cannot be migrated: it holds something else. Name an empty one.");
  }

  @Test
  void rl_44_a_file_of_schema_1_opens_with_everything_in_it() throws Exception {
    execute(SchemaOne.fixture("sqlite"));

    try (var store = SqliteStore.open(file(), () -> NOW)) {
      assertThat(store.<List<Object>>read(SchemaOne::everything)).isEqualTo(SchemaOne.EXPECTED);
      assertThat(store.<Boolean>write(SchemaOne::takesUsers)).isTrue();
    }
    assertThat(directory.resolve("gatehouse.db.v1")).exists();
  }

  private Path file() {
    return directory.resolve("gatehouse.db");
  }

  private void execute(String sql) throws SQLException {
    var source = new org.sqlite.SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file());
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
