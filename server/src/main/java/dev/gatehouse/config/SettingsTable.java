package dev.gatehouse.config;

/// The documentation of the settings, made of the registry, so that it cannot be incomplete.
public final class SettingsTable {
  private SettingsTable() {}

  /// The text of `docs/settings.md`.
  public static String markdown() {
    var text = new StringBuilder(HEAD);
    for (var key : SettingKey.all()) {
      text.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  key.name(),
                  cell(key.type().allowed()),
                  key.fallback().map(SettingsTable::fallback).orElse("not set"),
                  cell(key.description())));
    }
    return text.toString();
  }

  private static String fallback(String text) {
    return text.isEmpty() ? "none" : "`" + text + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static final String HEAD =
      """
      # Settings

      Generated from `dev.gatehouse.config.SettingKey`; do not edit.

      From a file (`--config gatehouse.yaml`, flat keys or nested maps), from the environment (`http.port` is
      `GATEHOUSE_HTTP_PORT`) and from the command line (`--set http.port=9229`); the later wins. Lists are
      comma-separated; in the file they may also be YAML lists. An unknown key, also an unknown `GATEHOUSE_…`
      variable, stops the start and is named with the nearest known one.

      Variables that are not settings: `GATEHOUSE_DATA` (the data folder), `GATEHOUSE_MASTER_KEY`
      (Base64 of 32 bytes), `GATEHOUSE_URL`, `GATEHOUSE_JAVA_HOME`, `GATEHOUSE_JAVA_OPTS`.

      | Key | Value | Default | |
      |---|---|---|---|
      """;
}
