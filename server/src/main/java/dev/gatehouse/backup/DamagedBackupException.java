package dev.gatehouse.backup;

import java.io.Serial;

/// The file is no backup, or not all of one as it was written.
public final class DamagedBackupException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  DamagedBackupException(String message) {
    super(message, null, false, false);
  }
}
