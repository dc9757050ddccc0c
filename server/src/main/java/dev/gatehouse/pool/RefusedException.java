package dev.gatehouse.pool;

import java.io.Serial;
import java.util.List;

/// Carries a terminal [Refusal] to the edge, where nothing but answering is left to do. Without a
/// stack trace: a refusal is an expected answer, not a fault.
public final class RefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;
  private final transient List<String> reasons;

  public RefusedException(Refusal refusal) {
    this(refusal, List.of());
  }

  /// @param reasons private detail (design D14): what really was wrong and what would mend it, in
  ///   sentences for administrators; no secret and nothing whole that may be one
  public RefusedException(Refusal refusal, List<String> reasons) {
    super(refusal.getClass().getSimpleName(), null, false, false);
    this.refusal = refusal;
    this.reasons = List.copyOf(reasons);
  }

  public Refusal refusal() {
    return refusal;
  }

  /// Why, in words that no caller sees.
  public List<String> reasons() {
    return reasons;
  }
}
