package dev.gatehouse.json;

import java.io.Serial;

/// The text is not JSON, or exceeds a limit. The message may reach the caller: it quotes nothing of
/// the text.
public final class MalformedJsonException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  MalformedJsonException(String message) {
    super(message, null, false, false);
  }
}
