package dev.gatehouse.backup;

import java.io.Serial;

/// The backup was made under another master key.
public final class OtherMasterKeyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  OtherMasterKeyException() {
    super("the backup was made under another master key", null, false, false);
  }
}
