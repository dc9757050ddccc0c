package dev.gatehouse.crypto;

/// What comparing a password with a stored hash says.
public enum PasswordCheck {
  RIGHT,
  WRONG,

  /// What is stored is no hash that this program reads: a fault of the installation, which the
  /// caller logs with the user and without what is stored. No password fits it.
  UNREADABLE,

  /// Too many passwords are being hashed; nothing was compared.
  BUSY
}
