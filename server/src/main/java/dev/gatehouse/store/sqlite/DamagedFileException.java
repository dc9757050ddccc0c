package dev.gatehouse.store.sqlite;

import java.io.Serial;
import java.nio.file.Path;

/// The database file is damaged, or acknowledged changes are missing from it: nothing may be served
/// from it (RL-12). The message names the file and what is wrong, without a full stop.
public final class DamagedFileException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  DamagedFileException(Path file, String fault) {
    super("The database file " + file + " is damaged: " + fault);
  }
}
