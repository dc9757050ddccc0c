package dev.gatehouse.http;

import java.io.Serial;

/// Another process listens on the address.
public final class PortInUseException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int port;

  PortInUseException(int port, Throwable cause) {
    super("port " + port + " is in use", cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
