package dev.gatehouse.cli;

import dev.gatehouse.server.DataFolder;
import java.nio.file.Path;

/// Options that several commands take.
final class CommonOptions {
  /// Where the server keeps, or kept, its data.
  static final CommandOption DATA =
      CommandOption.value(
          "data", "DIR", "Data folder; else GATEHOUSE_DATA, else ./gatehouse-data.");

  /// For commands whose result has parts.
  static final CommandOption OUTPUT =
      CommandOption.value("output", "FORMAT", "text (default) or json.").oneOf("text", "json");

  private CommonOptions() {}

  static Path folder(Given given, Terminal terminal) {
    return DataFolder.locate(given.value(DATA).map(Path::of), terminal.environment());
  }

  static boolean isJson(Given given) {
    return given.value(OUTPUT).filter("json"::equalsIgnoreCase).isPresent();
  }
}
