package dev.gatehouse.store.sql;

import java.io.Serial;

/// The database cannot be given the schema of this program: it holds something else, or a migration
/// failed and was rolled back. The message is for the operator.
public final class MigrationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
