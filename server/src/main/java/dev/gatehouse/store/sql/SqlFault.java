package dev.gatehouse.store.sql;

import dev.gatehouse.store.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

/// What an exception means for the transaction that met it.
public enum SqlFault {
  /// Not from the database: the closure itself refused or failed.
  OTHER,
  /// Another transaction won; nothing was done, and the closures may run again.
  LOST_RACE,
  /// The connection is gone. Before the commit this means that nothing was done.
  CONNECTION_LOST,
  /// The database cannot do it now: full, read-only, too slow, out of connections, a damaged file.
  UNAVAILABLE,
  /// A statement of ours is wrong, or met a value that it must never meet.
  BROKEN;

  /// Serialization failure, deadlock, and a lock that was not had within the database's own
  /// `lock_timeout` (RL-23).
  private static final Set<String> STATES_OF_A_LOST_RACE = Set.of("40001", "40P01", "55P03");

  /// Server shut down, crashed, or starting; a transaction idle for too long.
  private static final Set<String> STATES_OF_A_LOST_SERVER =
      Set.of("57P01", "57P02", "57P03", "25P03");

  /// A read-only transaction, and what PostgreSQL itself did not expect.
  private static final Set<String> STATES_OF_AN_UNFIT_SERVER = Set.of("25006", "XX000");

  /// Class 28 to 58: log-in refused, no such database, out of resources, cancelled, I/O error.
  private static final Set<String> CLASSES_OF_AN_UNFIT_SERVER =
      Set.of("28", "3D", "53", "57", "58", "F0");

  /// SQLITE_BUSY and SQLITE_LOCKED.
  private static final Set<Integer> CODES_OF_A_LOST_RACE = Set.of(5, 6);

  /// SQLITE_PERM, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOLFS,
  /// AUTH, NOTADB.
  private static final Set<Integer> CODES_OF_AN_UNFIT_FILE =
      Set.of(3, 7, 8, 9, 10, 11, 13, 14, 15, 22, 23, 26);

  public static SqlFault of(Throwable e) {
    return e instanceof SerializationFailure
        ? LOST_RACE
        : sqlException(e).map(SqlFault::ofSql).orElse(OTHER);
  }

  private static SqlFault ofSql(SQLException e) {
    if (e instanceof SQLTransientConnectionException) {
      return UNAVAILABLE; // The pool's: no connection in time.
    }
    return e.getSQLState() == null ? ofCode(e.getErrorCode()) : ofState(e.getSQLState());
  }

  private static SqlFault ofState(String state) {
    if (STATES_OF_A_LOST_RACE.contains(state)) {
      return LOST_RACE;
    }
    if (state.startsWith("08") || STATES_OF_A_LOST_SERVER.contains(state)) {
      return CONNECTION_LOST;
    }
    return STATES_OF_AN_UNFIT_SERVER.contains(state)
            || (state.length() == 5 && CLASSES_OF_AN_UNFIT_SERVER.contains(state.substring(0, 2)))
        ? UNAVAILABLE
        : BROKEN;
  }

  private static SqlFault ofCode(int code) {
    var primary = code & 0xff;
    if (CODES_OF_A_LOST_RACE.contains(primary)) {
      return LOST_RACE;
    }
    return CODES_OF_AN_UNFIT_FILE.contains(primary) ? UNAVAILABLE : BROKEN;
  }

  /// The exception to answer with, when nothing was written: a refusal or failure of the closure as
  /// it is, an unfit database as [StoreUnavailableException], a wrong statement as a plain fault.
  public static RuntimeException answer(Throwable e) {
    return switch (of(e)) {
      case OTHER -> e instanceof RuntimeException own ? own : new IllegalStateException(e);
      case LOST_RACE -> unavailable("other transactions won every time; nothing was written", e);
      case CONNECTION_LOST -> unavailable("the database is not there; nothing was written", e);
      case UNAVAILABLE -> unavailable("the database refuses; nothing was written", e);
      case BROKEN -> new IllegalStateException("a statement failed; nothing was written", e);
    };
  }

  public static StoreUnavailableException unavailable(String message, Throwable cause) {
    return new StoreUnavailableException(message, cause);
  }

  /// The first exception of the database in the chain of causes.
  public static Optional<SQLException> sqlException(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }
}
