package dev.gatehouse.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database gets its write-ahead log by the first statement of its life, which is written through
/// a rollback journal.
class KilledFirstStartTest {
  @TempDir Path folder;

  @Test
  void rl_03_rl_40_what_a_killed_first_start_had_begun_is_taken_back() throws Exception {
    var file = folder.resolve("gatehouse.db");
    leaveJournal(file);
    assertThat(AcknowledgedMark.hasJournal(file)).isTrue();

    SqliteStore.open(file, () -> Rows.NOW).close();

    assertThat(AcknowledgedMark.hasJournal(file)).isFalse();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var begun =
            statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE name = 'begun'")) {
      assertThat(begun.getInt(1)).isZero();
    }
  }

  /// As a process leaves it that is killed between two synchronisations of a transaction.
  private void leaveJournal(Path file) throws SQLException, IOException {
    var living = folder.resolve("living.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + living);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA cache_size = 2");
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("CREATE TABLE begun (what BLOB)");
      for (int i = 0; i < 100; i++) {
        statement.execute("INSERT INTO begun VALUES (zeroblob(4000))");
      }
      Files.copy(living, file);
      Files.copy(folder.resolve("living.db-journal"), folder.resolve("gatehouse.db-journal"));
      statement.execute("ROLLBACK");
    }
  }
}
