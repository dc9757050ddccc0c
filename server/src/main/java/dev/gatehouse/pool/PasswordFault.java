package dev.gatehouse.pool;

/// Why a password does not conform to a policy, in the order in which it is looked for (behaviour
/// reference users §2.10; the order is assumed).
public enum PasswordFault {
  TOO_SHORT,
  NO_UPPERCASE,
  NO_LOWERCASE,
  NO_NUMBER,
  NO_SYMBOL
}
