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
  public static final int VERSION = 7;

  /// The table in which the database keeps its version.
  public static final String HISTORY = "flyway_schema_history";

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
  /// @throws MigrationException when it holds something else, or a migration fails
  public boolean run() {
    return run(true);
  }

  /// The same, where a database may not be allowed to be empty.
  ///
  /// @throws EmptyDatabaseException when it is empty and must not be
  public boolean run(boolean mayBeEmpty) {
    var stored = storedVersion();
    if (stored == VERSION) {
      return false;
    }
    if (stored == 0 && !mayBeEmpty) {
      throw new EmptyDatabaseException();
    }
    migrate(VERSION);
    return true;
  }

  /// Gives an empty database the schema of that version, which may be an older one: a backup is
  /// restored into the schema that it was made of, and migrated at the next start.
  public void run(int version) {
    migrate(version);
  }

  private void migrate(int version) {
    try {
      Flyway.configure()
          .dataSource(database)
          .locations(locations.toArray(String[]::new))
          .placeholders(placeholders)
          .target(Integer.toString(version))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new MigrationException(
          "The database cannot be migrated: "
              + (isForeign() ? "it holds something else. Name an empty one" : e.getMessage())
              + ".",
          e);
    }
  }

  /// Whether a migration failed because what is in the database is not ours.
  private boolean isForeign() {
    try (Connection connection = database.getConnection()) {
      return !hasHistory(connection);
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database cannot be asked for its schema version", e);
    }
  }

  /// The version of the schema that the database has; 0 when it is empty.
  ///
  /// @throws NewerSchemaException when a newer program has migrated it
  public int storedVersion() {
    try (Connection connection = database.getConnection()) {
      return knownVersion(connection);
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database cannot be asked for its schema version", e);
    }
  }

  private static int storedVersion(Connection connection) throws SQLException {
    if (!hasHistory(connection)) {
      return 0;
    }
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(STORED_VERSION)) {
      return row.next() ? Integer.parseInt(row.getString(1)) : 0;
    }
  }

  /// The version of the schema that a database has; 0 when it is empty.
  ///
  /// @throws NewerSchemaException when a newer program has migrated it
  public static int knownVersion(Connection connection) throws SQLException {
    var stored = storedVersion(connection);
    if (stored > VERSION) {
      throw new NewerSchemaException(stored, VERSION);
    }
    return stored;
  }

  /// Whether the database has that version.
  public static boolean isAt(int version, Connection connection) throws SQLException {
    return storedVersion(connection) == version;
  }

  private static boolean hasHistory(Connection connection) throws SQLException {
    try (var tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), HISTORY, null)) {
      return tables.next();
    }
  }
}
