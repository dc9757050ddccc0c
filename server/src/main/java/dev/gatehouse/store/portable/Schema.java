package dev.gatehouse.store.portable;

import dev.gatehouse.store.sql.Migrations;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Asks a database for its tables.
final class Schema {
  /// Flyway's history says which schema it is, not what is stored. The change feed tells running
  /// nodes what to forget; nobody who reads a copy has anything to forget, and its numbers are the
  /// database's own.
  private static final Set<String> LEFT_OUT = Set.of(Migrations.HISTORY, "change");

  private final Connection connection;
  private final DatabaseMetaData data;

  private Schema(Connection connection) throws SQLException {
    this.connection = connection;
    data = connection.getMetaData();
  }

  /// The tables to copy, those that are referred to first.
  ///
  /// @param query lists the names of all tables in its first column
  static List<TableShape> tables(Connection connection, String query) throws SQLException {
    var schema = new Schema(connection);
    var parents = new TreeMap<String, Set<String>>();
    for (var name : names(connection, query)) {
      parents.put(name, schema.parents(name));
    }
    var tables = new ArrayList<TableShape>();
    for (var name : inOrder(parents)) {
      tables.add(schema.table(name));
    }
    return tables;
  }

  private static Set<String> names(Connection connection, String query) throws SQLException {
    var names = new TreeSet<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    names.removeAll(LEFT_OUT);
    return names;
  }

  /// Each after its parents; by name where that leaves a choice.
  private static List<String> inOrder(SortedMap<String, Set<String>> parents) {
    var order = new ArrayList<String>();
    var placed = new HashSet<String>();
    while (order.size() < parents.size()) {
      var next =
          parents.entrySet().stream()
              .filter(
                  each -> !placed.contains(each.getKey()) && placed.containsAll(each.getValue()))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("tables refer to each other in a ring"))
              .getKey();
      order.add(next);
      placed.add(next);
    }
    return order;
  }

  private Set<String> parents(String table) throws SQLException {
    var parents = new HashSet<String>();
    try (var keys = data.getImportedKeys(connection.getCatalog(), connection.getSchema(), table)) {
      while (keys.next()) {
        parents.add(keys.getString("PKTABLE_NAME"));
      }
    }
    return parents;
  }

  private TableShape table(String name) throws SQLException {
    var columns = new ArrayList<TableShape.Column>();
    try (var rows = data.getColumns(connection.getCatalog(), connection.getSchema(), name, null)) {
      while (rows.next()) {
        if (rows.getString("TABLE_NAME").equals(name)) { // The name was taken for a pattern.
          columns.add(column(rows));
        }
      }
    }
    columns.sort(Comparator.comparing(TableShape.Column::name));
    return new TableShape(name, columns, key(name));
  }

  private static TableShape.Column column(ResultSet row) throws SQLException {
    return new TableShape.Column(row.getString("COLUMN_NAME"), Kind.of(row.getString("TYPE_NAME")));
  }

  private List<String> key(String table) throws SQLException {
    var columns = new TreeMap<Integer, String>();
    try (var keys = data.getPrimaryKeys(connection.getCatalog(), connection.getSchema(), table)) {
      while (keys.next()) {
        columns.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(columns.values());
  }
}
