package dev.gatehouse.store.postgres;

import dev.gatehouse.store.portable.SqlLoad;
import dev.gatehouse.store.portable.SqlSnapshot;
import dev.gatehouse.store.sql.Migrations;
import dev.gatehouse.store.sql.SqlFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads a PostgreSQL database as a whole, also while nodes write to it, and fills an empty one.
public final class PostgresCopies {
  private static final String RELATIONS =
      """
      SELECT relname FROM pg_class
      WHERE relnamespace = current_schema()::regnamespace AND relkind IN (%s) AND NOT relispartition\
      """;

  /// Partitions are part of the table that they divide.
  private static final String TABLES = RELATIONS.formatted("'r', 'p'");

  private static final String TABLES_AND_VIEWS = RELATIONS.formatted("'r', 'p', 'v', 'm', 'f'");

  /// The two time limits are those of a transaction that serves a request; this one reads
  /// everything.
  private static final String SNAPSHOT =
      """
      SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
      SET LOCAL statement_timeout = 0;
      SET LOCAL idle_in_transaction_session_timeout = 0\
      """;

  private static final String LOAD =
      """
      SET LOCAL statement_timeout = 0;
      SET LOCAL idle_in_transaction_session_timeout = 0\
      """;

  private static final String NODES =
      """
      SELECT COALESCE(host(client_addr), 'this machine') FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'gatehouse' LIMIT 1\
      """;

  private PostgresCopies() {}

  /// The database as it is now.
  ///
  /// @throws IllegalArgumentException when the address is none or not safe
  /// @throws dev.gatehouse.store.StoreUnavailableException when the database cannot be reached
  /// @throws dev.gatehouse.store.sql.NewerSchemaException when a newer program has migrated it
  public static SqlSnapshot snapshot(String url) {
    return snapshot(PostgresSettings.of(url));
  }

  static SqlSnapshot snapshot(PostgresSettings settings) {
    try {
      return SqlSnapshot.over(transaction(settings, SNAPSHOT), TABLES);
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database cannot be read", e);
    }
  }

  /// Gives the database the schema of that version, to be filled. It may have that schema already,
  /// as long as there is no row in it.
  ///
  /// @return empty when the database is not
  public static Optional<SqlLoad> load(String url, int schemaVersion) {
    return load(PostgresSettings.of(url), schemaVersion);
  }

  static Optional<SqlLoad> load(PostgresSettings settings, int schemaVersion) {
    if (!isEmpty(settings, schemaVersion)) {
      return Optional.empty();
    }
    new Migrations(
            PostgresConnections.forMigrations(settings),
            settings.placeholders(),
            settings.migrations())
        .run(schemaVersion);
    try {
      return Optional.of(SqlLoad.over(transaction(settings, LOAD), TABLES, List.of()));
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database cannot be filled", e);
    }
  }

  /// Whether nothing is in the database, or only what an interrupted load leaves: our tables of
  /// that version without a row.
  private static boolean isEmpty(PostgresSettings settings, int schemaVersion) {
    try (var connection = transaction(settings, SNAPSHOT)) {
      var relations = names(connection, TABLES_AND_VIEWS);
      if (relations.isEmpty()) {
        return true;
      }
      return Migrations.isAt(schemaVersion, connection) && hasNoRows(connection, relations);
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database cannot be read", e);
    }
  }

  private static boolean hasNoRows(Connection connection, Set<String> relations)
      throws SQLException {
    for (var relation : relations) {
      if (!relation.equals(Migrations.HISTORY)
          && !names(connection, "SELECT 'row' FROM \"%s\" LIMIT 1".formatted(relation)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /// Where a server is that uses the database now; connections of this class do not count.
  public static Optional<String> node(String url) {
    try (var connection = transaction(PostgresSettings.of(url), SNAPSHOT)) {
      return names(connection, NODES).stream().findFirst();
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database cannot be read", e);
    }
  }

  /// A connection in a transaction. Nothing of it outlasts the transaction, so that a transaction
  /// pooler may stand between.
  private static Connection transaction(PostgresSettings settings, String begin)
      throws SQLException {
    PostgresConnections.requireSafe(settings.url());
    var source = PostgresConnections.forMigrations(settings);
    source.setApplicationName("gatehouse-copy");
    source.setPrepareThreshold(0);
    source.setTcpKeepAlive(true);
    source.setLogServerErrorDetail(false);
    var connection = source.getConnection();
    try {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute(begin);
      }
      return connection;
    } catch (SQLException unfit) {
      connection.close();
      throw unfit;
    }
  }

  private static Set<String> names(Connection connection, String query) throws SQLException {
    var names = new TreeSet<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
