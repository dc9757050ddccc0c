package dev.gatehouse.server;

import java.io.Serial;

/// There is no installation, or no file, where one was named. The message is for the person at the
/// terminal.
public final class NothingThereException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public NothingThereException(String message) {
    super(message, null, false, false);
  }
}
