package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.sql.SqlFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Looks through a database file for damage, over a connection that cannot write: what is wrong
/// stays as it is, also a write-ahead log that any other connection would bring into the file when
/// it is closed.
final class Examination {
  private static final String PAGES = "PRAGMA quick_check(1)";
  private static final String HAS_CHANGES =
      "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'";
  static final String LAST_CHANGE =
      "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'change'";

  private final Path file;
  private final ReentrantLock running = new ReentrantLock();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean isSound = new AtomicBoolean();
  private volatile @Nullable Statement statement;

  Examination(Path file) {
    this.file = file;
  }

  /// Takes back what a killed process had begun while the database had no write-ahead log yet.
  /// Nothing of that was acknowledged, and a connection that cannot write would not open the file.
  ///
  /// @throws DamagedFileException when it is damaged
  /// @throws dev.gatehouse.store.StoreUnavailableException when it cannot be written
  void takeBack() {
    ask(
        SqliteConnections::openUndoer,
        connection -> {
          var _ = number(connection, HAS_CHANGES);
          return Optional.empty();
        });
  }

  /// Compares the number of the last change in the file with the one that was acknowledged.
  ///
  /// @throws DamagedFileException when changes are missing
  /// @throws dev.gatehouse.store.StoreUnavailableException when the file cannot be read
  void requireChanges(long acknowledged) {
    ask(connection -> {
      var last = lastChange(connection);
      return last < acknowledged
          ? Optional.of(
              "its last change is number %d, and those up to %d were acknowledged"
                  .formatted(last, acknowledged))
          : Optional.empty();
    });
  }

  /// Compares the size of a file that is complete by itself with what it says of itself: SQLite
  /// reads a last page that is cut off as one that ends with zeros.
  ///
  /// @throws DamagedFileException when it is cut off
  void requireSize() throws IOException {
    var size = Files.size(file);
    ask(connection -> {
      var said = number(connection, "PRAGMA page_count") * number(connection, "PRAGMA page_size");
      return size == said
          ? Optional.empty()
          : Optional.of("it has %d bytes, not %d".formatted(size, said));
    });
  }

  /// Looks at every page, and for texts that were zeroed: about ten milliseconds for each megabyte.
  ///
  /// @throws DamagedFileException when one is damaged
  /// @throws dev.gatehouse.store.StoreUnavailableException when the file cannot be read
  void requireSound() {
    ask(connection -> {
      var fault = Optional.of(text(connection, PAGES)).filter(verdict -> !verdict.equals("ok"));
      if (fault.isEmpty()) {
        fault =
            Optional.of(text(connection, Texts.search(connection)))
                .filter(table -> !table.isEmpty())
                .map(table -> "a row of table " + table + " has lost text");
      }
      isSound.set(fault.isEmpty());
      return fault;
    });
  }

  /// Ends [#requireSound] early, which then finds nothing, and waits for it.
  ///
  /// @return whether it was through already
  boolean cancel() {
    if (isSound.get()) {
      return true;
    }
    cancelled.set(true);
    var asked = statement;
    if (asked != null) {
      try {
        asked.cancel();
      } catch (SQLException e) {
        throw SqlFault.unavailable("the examination of the database file does not end", e);
      }
    }
    running.lock();
    try {
      return isSound.get();
    } finally {
      running.unlock();
    }
  }

  private interface Question {
    /// What is wrong.
    Optional<String> ask(Connection connection) throws SQLException;
  }

  private interface Opening {
    Connection open(SqliteConnections connections) throws SQLException;
  }

  private void ask(Question question) {
    ask(SqliteConnections::openExaminer, question);
  }

  private void ask(Opening opening, Question question) {
    running.lock();
    try (var connection = opening.open(new SqliteConnections(file))) {
      question
          .ask(connection)
          .ifPresent(fault -> {
            throw new DamagedFileException(file, fault.replaceAll("\\s+", " ").strip());
          });
    } catch (SQLException e) {
      if (cancelled.get()) {
        return;
      }
      if (SqlFault.of(e) == SqlFault.BROKEN || SqliteFault.isDamage(e)) {
        // Our statements are right: a format that SQLite does not know is a damaged header.
        throw new DamagedFileException(file, SqliteFault.reason(e));
      }
      throw SqlFault.unavailable("the database file cannot be examined", e);
    } finally {
      statement = null;
      running.unlock();
    }
  }

  /// The number of the last change in a database; 0 when it has no schema yet.
  static long lastChange(Connection connection) throws SQLException {
    return number(connection, HAS_CHANGES) == 0 ? 0 : number(connection, LAST_CHANGE);
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var asked = connection.createStatement();
        var row = asked.executeQuery(sql)) {
      return row.getLong(1);
    }
  }

  private String text(Connection connection, String sql) throws SQLException {
    try (var asked = connection.createStatement()) {
      statement = asked;
      try (var row = asked.executeQuery(sql)) {
        return String.valueOf(row.getString(1));
      }
    }
  }
}
