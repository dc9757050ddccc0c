package dev.gatehouse.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/// Opens connections to one database file.
final class SqliteConnections {
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  private final String url;

  SqliteConnections(Path file) {
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

  /// A connection that can only read.
  Connection openReader() throws SQLException {
    var connection = dataSource(config()).getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = 1");
    }
    return connection;
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
    return config;
  }
}
