package dev.gatehouse.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Numbers what is committed, so that a start can tell that some of it is gone (RL-12): by the
/// change feed where a group wrote to it. Of users, whom nobody caches, the feed says nothing; a
/// group that wrote nothing else takes a number that no entry of the feed has.
final class CommitNumber {
  private static final String WRITTEN = "SELECT total_changes()";
  private static final String SKIP =
      "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'change'";

  private final PreparedStatement written;
  private final PreparedStatement skip;
  private final PreparedStatement last;
  private long numbered;

  /// @param connection the writer's
  CommitNumber(Connection connection) throws SQLException {
    written = connection.prepareStatement(WRITTEN);
    skip = connection.prepareStatement(SKIP);
    last = connection.prepareStatement(Examination.LAST_CHANGE);
  }

  /// The number of a transaction that is about to be committed; 0 when it wrote nothing.
  ///
  /// @param isFed whether it wrote to the change feed
  long next(boolean isFed) throws SQLException {
    if (number(written) == numbered) {
      return 0;
    }
    if (!isFed) {
      skip.executeUpdate();
    }
    numbered = number(written);
    return number(last);
  }

  private static long number(PreparedStatement query) throws SQLException {
    try (var row = query.executeQuery()) {
      return row.getLong(1);
    }
  }
}
