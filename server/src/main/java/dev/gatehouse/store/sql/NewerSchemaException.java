package dev.gatehouse.store.sql;

import java.io.Serial;

/// A newer program has migrated the database; this one must not touch it.
public final class NewerSchemaException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  NewerSchemaException(int stored, int known) {
    super(
        "The database has schema version %d; this program knows version %d. Nothing was changed. Use the newer program, or restore a backup made by this one."
            .formatted(stored, known));
  }
}
