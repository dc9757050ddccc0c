package dev.gatehouse.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings a database to the schema of this program: forward only, one set for both databases with
/// placeholders where their types differ.
public final class Migrations {
  /// The schema version of this program: the highest `V<n>__….sql`.
  public static final int VERSION = 1;

  private static final String STORED_VERSION =
      "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1";

  private final DataSource database;
  private final Map<String, String> placeholders;
  private final List<String> locations;

  /// @param locations where the files are, for instance `classpath:db/migration`
  public Migrations(DataSource database, Map<String, String> placeholders, List<String> locations) {
    this.database = database;
    this.placeholders = Map.copyOf(placeholders);
    this.locations = List.copyOf(locations);
  }

  /// Migrates where that is needed. Flyway is asked only then: its first check costs half a second.
  ///
  /// @return whether anything was done
  /// @throws NewerSchemaException when a newer program has migrated the database
  /// @throws IllegalStateException when it holds something else, or a migration fails; the message
  ///   is for the operator
  public boolean run() {
    var stored = storedVersion();
    if (stored > VERSION) {
      throw new NewerSchemaException(stored, VERSION);
    }
    if (stored == VERSION) {
      return false;
    }
    migrate();
    return true;
  }

  private void migrate() {
    try {
      Flyway.configure()
          .dataSource(database)
          .locations(locations.toArray(String[]::new))
          .placeholders(placeholders)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new IllegalStateException("The database cannot be migrated: " + e.getMessage(), e);
    }
  }

  /// The version that the database says it has; 0 when it is empty.
  private int storedVersion() {
    try (Connection connection = database.getConnection()) {
      if (!hasHistory(connection)) {
        return 0;
      }
      try (var statement = connection.createStatement();
          var row = statement.executeQuery(STORED_VERSION)) {
        return row.next() ? Integer.parseInt(row.getString(1)) : 0;
      }
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database cannot be asked for its schema version", e);
    }
  }

  private static boolean hasHistory(Connection connection) throws SQLException {
    try (var tables =
        connection
            .getMetaData()
            .getTables(
                connection.getCatalog(), connection.getSchema(), "flyway_schema_history", null)) {
      return tables.next();
    }
  }
}
