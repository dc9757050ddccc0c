package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.sql.SqlFault;
import java.sql.SQLException;

/// What an operator reads when the file takes no more writes.
final class SqliteFault {
  private static final int PRIMARY = 0xff;

  private SqliteFault() {}

  static String words(Throwable e) {
    return switch (SqlFault.sqlException(e).map(SQLException::getErrorCode).orElse(0) & PRIMARY) {
      case 8 -> "the database is read-only"; // SQLITE_READONLY
      case 10 -> "the database's disk fails to write"; // SQLITE_IOERR
      case 11, 26 -> "the database file is damaged"; // SQLITE_CORRUPT, SQLITE_NOTADB
      case 13 -> "the database's disk is full"; // SQLITE_FULL
      default -> "the database refuses to write";
    };
  }
}
