package dev.gatehouse.pool;

/// Why the session of a sign-in that an answer brings is not accepted (behaviour reference users
/// §3.4).
public enum SessionFault {
  /// Not one that this installation has made: made up, altered, cut.
  MALFORMED,
  /// Answered before.
  USED,
  EXPIRED,
  /// Of another client, pool or user.
  FOREIGN,
  /// Of another challenge than the one that is answered.
  OTHER_FLOW
}
