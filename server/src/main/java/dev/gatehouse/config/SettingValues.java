package dev.gatehouse.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The checked value of every setting that has one, with where it came from.
public final class SettingValues {
  private final Map<SettingKey<?>, Entry> entries = new LinkedHashMap<>();

  /// @param source for people: `default`, `file gatehouse.yaml`, `environment GATEHOUSE_HTTP_PORT`
  private record Entry(String text, Object value, String source) {}

  SettingValues() {
    for (var key : SettingKey.all()) {
      key.fallback().ifPresent(text -> put(key, text, "default"));
    }
  }

  /// Sets one value over what earlier sources said.
  ///
  /// @throws SettingsException when the text is not allowed; the message names all of it
  void put(SettingKey<?> key, String text, String source) {
    var value = key.type().parser().apply(text).map(Object.class::cast);
    entries.put(key, new Entry(text, value.orElseThrow(() -> refused(key, text, source)), source));
  }

  private static SettingsException refused(SettingKey<?> key, String text, String source) {
    // A database address that does not parse may still hold a password.
    var shown = key.equals(SettingKey.DATABASE_URL) ? "(not shown)" : "\"" + shortened(text) + "\"";
    return new SettingsException(
        "setting %s: %s (from %s) is not allowed; it must be %s"
            .formatted(key.name(), shown, source, key.type().allowed()));
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /// The value, for a setting with a default.
  <T> T require(SettingKey<T> key) {
    return find(key)
        .orElseThrow(() -> new IllegalArgumentException(key.name() + " has no default"));
  }

  <T> Optional<T> find(SettingKey<T> key) {
    var entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    @SuppressWarnings("unchecked") // put() stores what this key's own type parsed.
    var value = (T) entry.value;
    return Optional.of(value);
  }

  /// Where the value came from, for messages.
  String source(SettingKey<?> key) {
    var entry = entries.get(key);
    return entry == null ? "default" : entry.source;
  }

  /// One line for each setting that has a value, `http.port = 9229 (default)`; passwords are
  /// replaced.
  public List<String> lines() {
    return entries.entrySet().stream()
        .map(e -> {
          var entry = e.getValue();
          var text = entry.value instanceof DatabaseUrl url ? url.toString() : entry.text;
          return "%s = %s (%s)".formatted(e.getKey().name(), text, entry.source);
        })
        .toList();
  }
}
