package dev.gatehouse.store.portable;

import java.util.Locale;

/// What the values of a column are, on either engine.
public enum Kind {
  TEXT,
  INTEGER,
  BOOLEAN;

  /// @param type as the JDBC driver names it
  /// @throws IllegalArgumentException for a type that rows cannot carry from one engine to the
  ///   other
  static Kind of(String type) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "TEXT" -> TEXT;
      case "BIGINT", "INT8" -> INTEGER;
      case "BOOLEAN", "BOOL" -> BOOLEAN;
      default -> throw new IllegalArgumentException("a backup cannot hold the type " + type);
    };
  }
}
