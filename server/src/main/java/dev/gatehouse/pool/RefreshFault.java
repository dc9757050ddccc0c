package dev.gatehouse.pool;

/// Why a refresh token that was presented is not accepted (users §5.2).
public enum RefreshFault {
  /// Not one of ours, another client's, or its user is gone.
  INVALID,
  EXPIRED,
  REVOKED,
  /// Another one has replaced it: it has been used before, by him or by somebody else (RT-03).
  REUSED
}
