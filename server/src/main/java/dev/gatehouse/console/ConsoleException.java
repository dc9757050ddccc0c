package dev.gatehouse.console;

import java.io.Serial;
import java.time.Duration;

/// A refusal of the console's addresses on its way to the answer. Without a stack trace: it is
/// expected.
final class ConsoleException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ConsoleError error;
  private final Duration wait;

  ConsoleException(ConsoleError error) {
    this(error, Duration.ZERO);
  }

  /// @param wait after which it is worth to come again; zero where nobody knows
  ConsoleException(ConsoleError error, Duration wait) {
    super(error.code(), null, false, false);
    this.error = error;
    this.wait = wait;
  }

  ConsoleError error() {
    return error;
  }

  Duration retryAfter() {
    return wait;
  }
}
