package dev.gatehouse.config;

/// How log lines look. `AUTO`: text on a terminal, else JSON.
public enum LogFormat {
  AUTO,
  JSON,
  TEXT
}
