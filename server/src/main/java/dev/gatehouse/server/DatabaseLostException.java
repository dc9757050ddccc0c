package dev.gatehouse.server;

import java.io.Serial;

/// The server stopped because nothing from its database can be believed any more (RL-04, RL-12).
/// The message is for the operator.
public final class DatabaseLostException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// @param why without a full stop
  DatabaseLostException(String why) {
    super(
        why
            + ". The server has stopped. Start it again: it examines the file first. If it refuses it: "
            + Stores.RESTORE);
  }
}
