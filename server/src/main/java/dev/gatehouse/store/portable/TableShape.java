package dev.gatehouse.store.portable;

import java.util.List;
import java.util.stream.Collectors;

/// A table as both engines have it.
///
/// @param columns by name
/// @param key the columns of the primary key, in its order
public record TableShape(String name, List<Column> columns, List<String> key) {
  /// A column. Text compares byte by byte on both engines.
  public record Column(String name, Kind kind) {}

  public TableShape {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /// All rows in the order of the key, which is the same on both engines.
  String select() {
    return "SELECT %s FROM \"%s\" ORDER BY %s".formatted(columnList(), name, quoted(key));
  }

  String insert() {
    var places = columns.stream().map(_ -> "?").collect(Collectors.joining(", "));
    return "INSERT INTO \"%s\" (%s) VALUES (%s)".formatted(name, columnList(), places);
  }

  private String columnList() {
    return quoted(columns.stream().map(Column::name).toList());
  }

  private static String quoted(List<String> names) {
    return names.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "));
  }
}
