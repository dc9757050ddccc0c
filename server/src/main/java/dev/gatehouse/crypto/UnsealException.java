package dev.gatehouse.crypto;

import java.io.Serial;

/// A sealed secret does not open: another master key, another row, or damage. A fault, never an
/// answer.
public final class UnsealException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public UnsealException(String context) {
    super("cannot open the sealed value of " + context);
  }
}
