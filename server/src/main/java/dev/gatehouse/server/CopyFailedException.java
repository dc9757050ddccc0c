package dev.gatehouse.server;

import java.io.Serial;

/// A backup, a restore, a check or a move failed on its way, and nothing half done is left that
/// looks complete. The message is for the person at the terminal.
public final class CopyFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public CopyFailedException(String message) {
    super(message, null, false, false);
  }
}
