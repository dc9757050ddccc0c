package dev.gatehouse.config;

/// The least important log lines that are written.
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG
}
