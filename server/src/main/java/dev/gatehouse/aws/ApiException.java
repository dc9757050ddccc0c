package dev.gatehouse.aws;

import java.io.Serial;

/// An error answer of the API: an entry of the one table [ApiError] with its placeholders filled
/// in. Without a stack trace: it is an expected answer.
public final class ApiException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ApiError error;
  private final String text;

  /// @param arguments fill the `%s` of the error's message, in order
  public ApiException(ApiError error, Object... arguments) {
    this(error, error.message(arguments));
  }

  private ApiException(ApiError error, String text) {
    super(error.name() + ": " + text, null, false, false);
    this.error = error;
    this.text = text;
  }

  public ApiError error() {
    return error;
  }

  /// The message of the wire.
  public String text() {
    return text;
  }
}
