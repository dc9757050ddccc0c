package dev.gatehouse.bench;

import dev.gatehouse.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.StringJoiner;

/// Fills the pool of one user with others, in the file of a server that is stopped: their rows are
/// his, which the API has made, with another name and another sub. So each has a password, too,
/// which is as long as his and opens for nobody.
final class UserSeed {
  private static final List<String> TABLES =
      List.of("pool_user", "user_password", "login_name", "user_search");

  /// Of one transaction.
  private static final int BATCH = 50_000;

  /// What differs, and is as long: his number of eight hexadecimal digits.
  private static final String PREFIX = "seeded-";

  /// The name of the one who must be there.
  static final String MODEL = PREFIX + "00000000";

  private final Connection connection;
  private final int count;

  private UserSeed(Connection connection, int count) {
    this.connection = connection;
    this.count = count;
  }

  /// Adds so many users. The store is open meanwhile: it vouches then for the file as it is left,
  /// and the server need not look through all of it when it starts.
  ///
  /// @param data the folder of the server
  static void fill(Path data, int count) throws SQLException {
    var file = data.resolve("gatehouse.db");
    try (var _ = SqliteStore.open(file, Clock.systemUTC());
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      var seed = new UserSeed(connection, count);
      seed.execute("PRAGMA synchronous = OFF");
      seed.execute("PRAGMA cache_size = -200000");
      connection.setAutoCommit(false);
      for (var table : TABLES) {
        seed.fill(table);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// In the order of the subs and of the names, from one end of each index to the other: in any
  /// other one most of the time would be spent on pages that have left the cache.
  private void fill(String table) throws SQLException {
    execute(
        """
        CREATE TEMP TABLE model_%s AS SELECT t.* FROM %s t
        JOIN pool_user u ON u.pool_id = t.pool_id AND u.sub = t.sub WHERE u.username = '%s'\
        """
            .formatted(table, table, MODEL));
    var columns = new StringJoiner(", ");
    var values = new StringJoiner(", ");
    try (var statement = connection.createStatement();
        var column = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
      while (column.next()) {
        columns.add(column.getString("name"));
        values.add(value(column.getString("name"), column.getString("type")));
      }
    }
    var insert =
        """
        WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?),
          place(i, digits) AS (SELECT i, printf('%%08x', i * 4294967296 / %d) FROM n)
        INSERT INTO %s (%s) SELECT %s FROM place CROSS JOIN model_%s\
        """
            .formatted(count + 1, table, columns, values, table);
    try (var statement = connection.prepareStatement(insert)) {
      for (int first = 1; first <= count; first += BATCH) {
        statement.setInt(1, first);
        statement.setInt(2, Math.min(count, first + BATCH - 1));
        statement.executeUpdate();
        connection.commit();
      }
    }
  }

  private static String value(String column, String type) {
    if (column.equals("sub")) {
      return "digits || '-e0e1-70ae-d2ee-' || printf('%012x', i)";
    }
    return type.equals("TEXT")
        ? "replace(%s, '%s', '%s' || digits)".formatted(column, MODEL, PREFIX)
        : column;
  }
}
