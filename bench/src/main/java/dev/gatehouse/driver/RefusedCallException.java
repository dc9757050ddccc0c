package dev.gatehouse.driver;

/// The AWS API answered a call with another status than 200.
public final class RefusedCallException extends IllegalStateException {
  private static final long serialVersionUID = 1;
  private final int status;

  RefusedCallException(String operation, Connection.Answer answer) {
    super(operation + ": " + answer.status() + " " + answer.text());
    status = answer.status();
  }

  /// Whether it said "not now": the server is there, what it needs is not.
  public boolean isNotNow() {
    return status == 503;
  }
}
