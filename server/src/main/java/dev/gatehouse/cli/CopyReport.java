package dev.gatehouse.cli;

import dev.gatehouse.backup.BackupHeader;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import dev.gatehouse.store.portable.Tally;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.SequencedMap;

/// Prints what a copy of the data holds: facts, then the tables with their rows and hashes, which
/// are the same wherever the same data is.
final class CopyReport {
  private CopyReport() {}

  /// Time and randomness of commands that copy.
  static Env env() {
    return new Env(InstantSource.system(), new SecureRandom());
  }

  /// What a backup says of itself.
  static JsonValue.ObjectBuilder facts(BackupHeader header) {
    return JsonValue.object()
        .put("SchemaVersion", header.schemaVersion())
        .put("Version", header.version())
        .put("Time", header.time().toString())
        .put("Engine", header.engine());
  }

  static void print(
      Terminal terminal, Given given, JsonObject facts, SequencedMap<String, Tally> tables) {
    if (CommonOptions.isJson(given)) {
      var all = JsonValue.object().putAll(facts.members()).put("Tables", json(tables)).build();
      terminal.out().println(PrettyJson.text(all));
      return;
    }
    facts.members().forEach((name, value) -> terminal.out().println(name + " " + text(value)));
    var table = new Table("TABLE", "ROWS", "SHA-256");
    tables.forEach((name, tally) -> table.add(name, Long.toString(tally.rows()), tally.sha256()));
    terminal.out().print(table.text());
  }

  private static JsonArray json(Map<String, Tally> tables) {
    return new JsonArray(
        tables.entrySet().stream()
            .<JsonValue>map(table ->
                JsonValue.object()
                    .put("Name", table.getKey())
                    .put("Rows", table.getValue().rows())
                    .put("Sha256", table.getValue().sha256())
                    .build())
            .toList());
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString(var text) ? text : dev.gatehouse.json.Json.text(value);
  }
}
