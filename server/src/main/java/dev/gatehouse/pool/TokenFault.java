package dev.gatehouse.pool;

/// Why an access token that was presented is not accepted (users §5.1).
public enum TokenFault {
  /// Not a token, not one of ours, or of another kind: an ID token, a machine's.
  INVALID,
  WRONG_SIGNATURE,
  EXPIRED,
  /// Its sign-in was revoked, or the user has signed out everywhere.
  REVOKED,
  /// It does not have the scope that the operation asks for.
  WITHOUT_SCOPE
}
