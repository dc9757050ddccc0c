package dev.gatehouse.delivery;

import java.io.Serial;

/// A message was not taken. The text is for operators, in the inbox and the log: it says neither
/// who was to get it nor what it says. Without a stack trace: others' servers are down every day.
final class UndeliveredException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean isFinal;

  private UndeliveredException(String text, boolean isFinal) {
    super(text, null, false, false);
    this.isFinal = isFinal;
  }

  /// It may be taken later.
  static UndeliveredException forNow(String text) {
    return new UndeliveredException(text, false);
  }

  /// It will never be taken.
  static UndeliveredException forGood(String text) {
    return new UndeliveredException(text, true);
  }

  boolean isFinal() {
    return isFinal;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
