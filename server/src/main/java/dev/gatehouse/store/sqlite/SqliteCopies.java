package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.portable.SqlLoad;
import dev.gatehouse.store.portable.SqlSnapshot;
import dev.gatehouse.store.sql.Migrations;
import dev.gatehouse.store.sql.SqlFault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Reads a database file as a whole, also while a server writes to it, and fills a new one.
public final class SqliteCopies {
  private static final String TABLES =
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

  /// The write-ahead log goes into the file: it is complete by itself, and may be renamed.
  private static final List<String> ONE_FILE = List.of("PRAGMA journal_mode = DELETE");

  private static final int FAULTS_MAX = 10;

  private SqliteCopies() {}

  /// The file as it is now. A reader of a write-ahead log holds nobody up; the log grows until the
  /// snapshot is closed.
  ///
  /// @param file must exist
  /// @throws dev.gatehouse.store.StoreUnavailableException when it is no database, or damaged
  /// @throws dev.gatehouse.store.sql.NewerSchemaException when a newer program has migrated it
  public static SqlSnapshot snapshot(Path file) {
    try {
      var connection = new SqliteConnections(file).openVisitor();
      connection.setAutoCommit(false); // One transaction: everything is read as of its first row.
      return SqlSnapshot.over(connection, TABLES);
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database file cannot be read", e);
    }
  }

  /// Makes `file` with the schema of that version, to be filled.
  ///
  /// @param file must not exist
  public static SqlLoad load(Path file, int schemaVersion) {
    PrivateFile.prepare(file);
    var connections = new SqliteConnections(file);
    new Migrations(connections.writers(), SqliteStore.PLACEHOLDERS, SqliteStore.LOCATIONS)
        .run(schemaVersion);
    try {
      var connection = connections.openWriter();
      connection.setAutoCommit(false);
      return SqlLoad.over(connection, TABLES, ONE_FILE);
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database file cannot be made", e);
    }
  }

  /// What SQLite finds wrong with the file: its structure, its indexes, rows that refer to nothing,
  /// texts that were zeroed.
  ///
  /// @return one line each, at most twenty-one; empty for a sound file
  public static List<String> faults(Path file) {
    try (var connection = new SqliteConnections(file).openVisitor()) {
      var faults =
          new ArrayList<>(answers(connection, "PRAGMA integrity_check(" + FAULTS_MAX + ")"));
      faults.removeIf("ok"::equals);
      answers(connection, "PRAGMA foreign_key_check").stream()
          .limit(FAULTS_MAX)
          .forEach(table -> faults.add("a row of table " + table + " refers to nothing"));
      answers(connection, Texts.search(connection)).stream()
          .filter(table -> !table.isEmpty())
          .forEach(table -> faults.add("a row of table " + table + " has lost text"));
      return faults;
    } catch (SQLException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> answers(Connection connection, String pragma) throws SQLException {
    var answers = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(pragma)) {
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
    }
    return answers;
  }
}
