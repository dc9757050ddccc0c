package dev.gatehouse.backup;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.portable.Kind;
import dev.gatehouse.store.portable.TableShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a backup says of itself (KS-08), before the rows.
///
/// @param schemaVersion of the rows
/// @param version of the program that wrote it
/// @param time when it was begun, just after the moment that the rows are of
/// @param engine that the rows come from
/// @param tables in the order of the rows
public record BackupHeader(
    int schemaVersion, String version, Instant time, String engine, List<TableShape> tables) {
  public BackupHeader {
    tables = List.copyOf(tables);
  }

  byte[] bytes() {
    return Json.write(
        JsonValue.object()
            .put("SchemaVersion", schemaVersion)
            .put("Version", version)
            .put("Time", time.toString())
            .put("Engine", engine)
            .put("Tables", new JsonArray(tables.stream().map(BackupHeader::table).toList()))
            .build());
  }

  private static JsonValue table(TableShape table) {
    var columns =
        table.columns().stream()
            .<JsonValue>map(column ->
                JsonValue.object()
                    .put("Name", column.name())
                    .put("Kind", column.kind().name())
                    .build())
            .toList();
    return JsonValue.object()
        .put("Name", table.name())
        .put("Columns", new JsonArray(columns))
        .put("Key", JsonValue.of(table.key()))
        .build();
  }

  /// Empty when it is not what [#bytes()] writes.
  static Optional<BackupHeader> parse(byte[] bytes) {
    try {
      var object = Json.parseObject(bytes);
      var tables = new ArrayList<TableShape>();
      for (var table : objects(object, "Tables")) {
        tables.add(tableOf(table));
      }
      return Optional.of(
          new BackupHeader(
              object.number("SchemaVersion").orElseThrow().intValueExact(),
              object.string("Version").orElseThrow(),
              Instant.parse(object.string("Time").orElseThrow()),
              object.string("Engine").orElseThrow(),
              tables));
    } catch (RuntimeException other) {
      return Optional.empty();
    }
  }

  private static TableShape tableOf(JsonObject table) {
    var columns = new ArrayList<TableShape.Column>();
    for (var column : objects(table, "Columns")) {
      columns.add(
          new TableShape.Column(
              column.string("Name").orElseThrow(),
              Kind.valueOf(column.string("Kind").orElseThrow())));
    }
    return new TableShape(table.string("Name").orElseThrow(), columns, table.strings("Key"));
  }

  private static List<JsonObject> objects(JsonObject object, String name) {
    return object.member(name).orElseThrow() instanceof JsonArray(var elements)
        ? elements.stream().map(JsonObject.class::cast).toList()
        : List.of();
  }
}
