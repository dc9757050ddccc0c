package dev.gatehouse.aws;

import java.io.Serial;

/// An error answer of the API: an entry of the tables with its placeholders filled in. Without a
/// stack trace: it is an expected answer.
public final class ApiException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ErrorEntry error;
  private final String text;

  /// @param arguments fill the `%s` of the error's message, in order
  public ApiException(ErrorEntry error, Object... arguments) {
    this(error, error.message(arguments));
  }

  private ApiException(ErrorEntry error, String text) {
    super(error.name() + ": " + text, null, false, false);
    this.error = error;
    this.text = text;
  }

  public ErrorEntry error() {
    return error;
  }

  /// The message of the wire.
  public String text() {
    return text;
  }
}
