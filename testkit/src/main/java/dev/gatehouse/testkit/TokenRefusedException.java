package dev.gatehouse.testkit;

import dev.gatehouse.json.Json;
import java.io.Serial;

/// The token endpoint refused.
public final class TokenRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;

  TokenRefusedException(Answer answer) {
    super("the token endpoint answers " + answer.status() + " " + answer.body());
    status = answer.status();
    error = Json.parseObject(answer.body()).string("error").orElse("");
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The code of RFC 6749 §5.2, for instance `invalid_client`.
  public String error() {
    return error;
  }
}
