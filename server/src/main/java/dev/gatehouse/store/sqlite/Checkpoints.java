package dev.gatehouse.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the write-ahead log into the database file when it has grown long. SQLite would do so by
/// itself, inside of the commit that makes the log long enough, and tell nobody when that fails
/// (RL-04, RL-10). Belongs to the writer's connection, between two transactions.
final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /// Four times what SQLite takes by default, 16 MB: a page that changes again is copied once, and
  /// the file synchronised less often.
  private static final int PAGES = 4_000;

  private final PreparedStatement look;
  private final PreparedStatement copy;
  private final PreparedStatement empty;
  private boolean isFailing;

  Checkpoints(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 0");
    }
    look = connection.prepareStatement("PRAGMA wal_checkpoint(NOOP)");
    copy = connection.prepareStatement("PRAGMA wal_checkpoint(PASSIVE)");
    empty = connection.prepareStatement("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /// Copies what no reader needs any more, when there is much. A full disk lets the log grow, and
  /// is tried again after the next commit.
  ///
  /// @throws SQLException when the file must perhaps not be used any more
  void afterCommit() throws SQLException {
    try (var log = look.executeQuery()) {
      if (pages(log) < PAGES) {
        return;
      }
    }
    try (var _ = copy.executeQuery()) {
      isFailing = false;
    } catch (SQLException e) {
      if (!isFailing) {
        LOG.warn("the write-ahead log cannot be brought into the database file", e);
      }
      isFailing = true;
      throw e;
    }
  }

  /// @return whether the log is now empty, and the file complete by itself
  boolean finish() throws SQLException {
    try (var log = empty.executeQuery()) {
      return log.getInt("busy") == 0;
    }
  }

  private static int pages(ResultSet log) throws SQLException {
    return log.getInt("log");
  }
}
