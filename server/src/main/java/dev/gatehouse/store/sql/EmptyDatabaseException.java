package dev.gatehouse.store.sql;

import java.io.Serial;

/// The database has no table of ours, and nothing is to be made in it (RL-31).
public final class EmptyDatabaseException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  EmptyDatabaseException() {
    super("The database is empty.");
  }
}
