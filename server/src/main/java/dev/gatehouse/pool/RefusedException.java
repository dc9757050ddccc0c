package dev.gatehouse.pool;

import java.io.Serial;

/// Carries a terminal [Refusal] to the edge, where nothing but answering is left to do. Without a
/// stack trace: a refusal is an expected answer, not a fault.
public final class RefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.getClass().getSimpleName(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
