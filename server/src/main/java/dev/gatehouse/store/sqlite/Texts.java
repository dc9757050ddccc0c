package dev.gatehouse.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.StringJoiner;

/// Finds texts of which a part was zeroed. A long text is in a chain of pages, and SQLite takes a
/// zeroed page for one that ends its chain and holds zeros; no text of ours holds one, because
/// every request with U+0000 is refused.
final class Texts {
  private static final String COLUMNS =
      """
      SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
      WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.type = 'TEXT'
      """;

  private Texts() {}

  /// A statement that answers the name of a table with such a text, or nothing: `''`.
  static String search(Connection connection) throws SQLException {
    var tables = new LinkedHashMap<String, StringJoiner>();
    try (var statement = connection.createStatement();
        var column = statement.executeQuery(COLUMNS)) {
      while (column.next()) {
        tables
            .computeIfAbsent(column.getString(1), _ -> new StringJoiner(" OR "))
            .add("instr(CAST(\"%s\" AS BLOB), x'00') > 0".formatted(column.getString(2)));
      }
    }
    var searches = new StringJoiner(" UNION ALL ", "SELECT COALESCE((", " LIMIT 1), '')");
    searches.add("SELECT '' WHERE false");
    tables.forEach((table, texts) ->
        searches.add("SELECT '%s' FROM \"%s\" WHERE %s".formatted(table, table, texts)));
    return searches.toString();
  }
}
