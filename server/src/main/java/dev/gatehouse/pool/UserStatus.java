package dev.gatehouse.pool;

/// Where a user is between sign-up and sign-in (behaviour reference §2.5; API reference:
/// `UserStatusType`). Whether a user is enabled is something else.
public enum UserStatus {
  /// Signed up; the code was not sent back yet.
  UNCONFIRMED,
  CONFIRMED,
  /// Has a temporary password, which the first sign-in replaces.
  FORCE_CHANGE_PASSWORD,
  /// Signs in only after a reset of the password.
  RESET_REQUIRED,
  /// Made by a sign-in through an identity provider; has no password.
  EXTERNAL_PROVIDER,
  /// No documented path leads to this one and the two below; they cannot sign in.
  ARCHIVED,
  COMPROMISED,
  UNKNOWN
}
