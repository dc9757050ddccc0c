package dev.gatehouse.cli;

import java.io.Serial;

/// The words do not fit the command: one sentence on which, for standard error.
final class UsageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String program;

  UsageException(Usage usage, String message) {
    super(message, null, false, false);
    program = usage.program();
  }

  /// The command whose help explains more.
  String program() {
    return program;
  }
}
