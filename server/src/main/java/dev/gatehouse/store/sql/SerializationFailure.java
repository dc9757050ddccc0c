package dev.gatehouse.store.sql;

import java.io.Serial;

/// Another transaction won; nothing was committed, and the closure runs again.
public final class SerializationFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public SerializationFailure() {
    super("serialization failure", null, false, false);
  }
}
