package dev.gatehouse.driver;

/// The AWS API answered a call with another status than 200.
public final class RefusedCallException extends IllegalStateException {
  private static final long serialVersionUID = 1;
  private final boolean isNotNow;

  RefusedCallException(String operation, Connection.Answer answer) {
    super(operation + ": " + answer.status() + " " + answer.text());
    isNotNow = answer.status() == 503 || answer.text().contains("TooManyRequestsException");
  }

  /// Whether it said "not now": the server is there, what it needs is not, or others had the turn
  /// to hash a password for too long.
  public boolean isNotNow() {
    return isNotNow;
  }
}
