package dev.gatehouse.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/// Opens connections to one database file.
final class SqliteConnections {
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  private final Path file;
  private final String url;

  SqliteConnections(Path file) {
    this.file = file;
    url = "jdbc:sqlite:" + file.toAbsolutePath();
  }

  /// A connection that writes. FULL: a commit is on disk before it is acknowledged; with NORMAL a
  /// power cut loses acknowledged commits (RL-02).
  Connection openWriter() throws SQLException {
    return writers().getConnection();
  }

  DataSource writers() {
    return dataSource(config());
  }

  /// A connection that can only read, and makes no file where there is none.
  Connection openReader() throws SQLException {
    var config = config();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    var connection = dataSource(config).getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = 1");
    }
    return connection;
  }

  /// A connection that leaves everything as it is: when it is closed, the write-ahead log of a
  /// killed server is still there, where any other one, the last to be closed, would bring it into
  /// the file.
  Connection openExaminer() throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return dataSource(config).getConnection();
  }

  /// A connection that takes back what a killed process had begun while the file had no write-ahead
  /// log yet, as the first statement of any does that may write, and changes nothing else.
  Connection openUndoer() throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return dataSource(config).getConnection();
  }

  /// One of the two: what a killed server left is not touched, and what a stopped one left complete
  /// stays without a log beside it.
  Connection openVisitor() throws SQLException {
    return AcknowledgedMark.hasLog(file) ? openExaminer() : openReader();
  }

  private DataSource dataSource(SQLiteConfig config) {
    var source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY); // Nothing outside of the folder (KS-01).
    // Nobody asks for them; the driver would compile and run one more statement after each INSERT.
    config.setGetGeneratedKeys(false);
    return config;
  }
}
