package dev.gatehouse.pool;

import java.util.Locale;
import java.util.Optional;

/// What an administrator's password must be: long. No kinds of characters are asked for, as NIST SP
/// 800-63B §3.1.1.2 has it.
public final class AdministratorPassword {
  public static final int LENGTH_MIN = 12;
  public static final int LENGTH_MAX = 256;

  private AdministratorPassword() {}

  /// What is wrong with a password.
  public enum Fault {
    TOO_SHORT,
    TOO_LONG,
    IS_THE_NAME
  }

  /// What is wrong with `password`; its length counts in characters, not in UTF-16 units.
  public static Optional<Fault> fault(AdministratorName name, String password) {
    var length = password.codePointCount(0, password.length());
    if (length < LENGTH_MIN) {
      return Optional.of(Fault.TOO_SHORT);
    }
    if (length > LENGTH_MAX) {
      return Optional.of(Fault.TOO_LONG);
    }
    return password.toLowerCase(Locale.ROOT).equals(name.key())
        ? Optional.of(Fault.IS_THE_NAME)
        : Optional.empty();
  }
}
