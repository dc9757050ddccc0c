package dev.gatehouse.config;

import java.io.Serial;

/// The settings are wrong, so nothing starts. The message is for the person at the terminal: which
/// setting, which value, where it came from, what is allowed. It never shows a secret value.
public final class SettingsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message, null, false, false);
  }
}
