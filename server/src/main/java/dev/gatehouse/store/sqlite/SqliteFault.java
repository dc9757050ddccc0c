package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.sql.SqlFault;
import java.sql.SQLException;

/// What an operator reads when the file takes no more writes, or no reads either.
final class SqliteFault {
  private static final int PRIMARY = 0xff;
  private static final int CORRUPT = 11;
  private static final int NOT_A_DATABASE = 26;

  private SqliteFault() {}

  static String words(Throwable e) {
    return switch (SqlFault.sqlException(e).map(SqliteFault::code).orElse(0)) {
      case 8 -> "the database is read-only"; // SQLITE_READONLY
      case 10 -> "the database's disk fails to write"; // SQLITE_IOERR
      case CORRUPT, NOT_A_DATABASE -> "the database file is damaged";
      case 13 -> "the database's disk is full"; // SQLITE_FULL
      default -> "the database refuses to write";
    };
  }

  /// Whether SQLite has met a page that cannot be right.
  static boolean isDamage(SQLException e) {
    return code(e) == CORRUPT || code(e) == NOT_A_DATABASE;
  }

  /// What SQLite says, without the full stop.
  static String reason(SQLException e) {
    return String.valueOf(e.getMessage());
  }

  private static int code(SQLException e) {
    return e.getErrorCode() & PRIMARY;
  }
}
