package dev.gatehouse.store.sql;

import dev.gatehouse.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;

/// What an exception of the database means.
public final class SqlFault {
  /// Serialization failure and deadlock (PostgreSQL, SQL standard class 40).
  private static final Set<String> LOST_RACE = Set.of("40001", "40P01");

  private SqlFault() {}

  /// Whether nothing was done because another transaction won.
  public static boolean isLostRace(Throwable e) {
    return e instanceof SerializationFailure
        || sqlException(e).map(SQLException::getSQLState).filter(LOST_RACE::contains).isPresent();
  }

  /// Whether the exception comes from the database or its driver, not from the caller's code.
  public static boolean isFromDatabase(Throwable e) {
    return e instanceof JdbiException || sqlException(e).isPresent();
  }

  public static StoreUnavailableException unavailable(String message, Throwable cause) {
    return new StoreUnavailableException(message, cause);
  }

  private static Optional<SQLException> sqlException(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }
}
