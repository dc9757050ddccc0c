package dev.gatehouse.store.postgres;

import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.sql.SqlFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a database says of itself, before anything relies on it.
///
/// @param version for instance `18.1`
/// @param roundTrip of the simplest statement
/// @param now the time by the clock of its machine
/// @param risks why an acknowledged change might be lost all the same, one sentence each
public record PostgresExamination(
    String version, Duration roundTrip, Instant now, List<String> risks) {
  private static final int ATTEMPTS = 5;

  /// RL-07: what each of these settings costs when it is off.
  private static final Map<String, String> DURABILITY =
      Map.of(
          "fsync",
          "fsync is off in the database: a crash of its machine can lose or damage everything",
          "full_page_writes",
          "full_page_writes is off in the database: a power cut can damage it",
          "synchronous_commit",
          "synchronous_commit is off in the database: a crash can lose acknowledged changes");

  public PostgresExamination {
    risks = List.copyOf(risks);
  }

  /// Asks the database; changes nothing.
  ///
  /// @param url with its credentials, which no message shows
  /// @throws StoreUnavailableException when it cannot be reached
  /// @throws IllegalArgumentException when the address is none or not safe
  public static PostgresExamination of(String url) {
    PostgresConnections.requireSafe(url);
    var source = PostgresConnections.forMigrations(PostgresSettings.of(url));
    try (var connection = source.getConnection()) {
      return new PostgresExamination(
          text(connection, "SHOW server_version"),
          roundTrip(connection),
          now(connection),
          risks(connection));
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database cannot be reached", e);
    }
  }

  /// As the sessions of this connection's user and database see it.
  static List<String> risks(Connection connection) throws SQLException {
    var risks = new ArrayList<String>();
    for (var name : DURABILITY.keySet().stream().sorted().toList()) {
      if (text(connection, "SHOW " + name).equals("off")) {
        risks.add(String.valueOf(DURABILITY.get(name)));
      }
    }
    return risks;
  }

  private static Duration roundTrip(Connection connection) throws SQLException {
    var best = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS; i++) {
      var start = System.nanoTime();
      var _ = text(connection, "SELECT 1");
      best = Math.min(best, System.nanoTime() - start);
    }
    return Duration.ofNanos(best);
  }

  private static Instant now(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      return row.getTimestamp(1).toInstant();
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }
}
