package dev.gatehouse.store;

import java.io.Serial;

/// The database cannot be reached, is full or read-only, or did not answer in time. Edges answer
/// 503; the message is private.
public final class StoreUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
