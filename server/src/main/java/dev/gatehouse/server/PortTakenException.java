package dev.gatehouse.server;

import java.io.Serial;

/// Another process listens on the port; the message names it.
public final class PortTakenException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  PortTakenException(String message) {
    super(message, null, false, false);
  }
}
