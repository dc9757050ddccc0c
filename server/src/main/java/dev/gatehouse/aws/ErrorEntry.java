package dev.gatehouse.aws;

import java.util.Locale;

/// An error answer of the AWS API and the extension API: its type and message on the wire. All of
/// them are in the two tables, because applications compare these texts.
public sealed interface ErrorEntry permits ApiError, UserError {
  /// The status of every fault of the client, whatever it is (GEN-02).
  int BAD_REQUEST = 400;

  /// The HTTP status.
  int status();

  /// The error's name on the wire, for instance `ResourceNotFoundException`.
  String type();

  /// The message with `%s` where a value belongs.
  String template();

  /// The entry's own name, for instance `POOL_NOT_FOUND`.
  String name();

  /// Its name for metrics, for instance `pool_not_found`.
  default String reason() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The message with its placeholders filled in.
  default String message(Object... arguments) {
    return String.format(Locale.ROOT, template(), arguments);
  }
}
