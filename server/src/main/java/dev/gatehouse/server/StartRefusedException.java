package dev.gatehouse.server;

import java.io.Serial;

/// The server will not start, or a command will not touch the data folder, and nothing has been
/// changed. The message is one or two sentences for the person at the terminal: what is wrong and
/// what to do.
public final class StartRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StartRefusedException(String message) {
    super(message, null, false, false);
  }
}
