package dev.gatehouse.drill;

/// What must hold does not.
final class DrillFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  DrillFailure(String message) {
    super(message);
  }
}
