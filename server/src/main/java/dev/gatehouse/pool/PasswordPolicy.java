package dev.gatehouse.pool;

import java.util.Optional;
import java.util.function.IntPredicate;

/// What a pool asks of its users' passwords: `Policies.PasswordPolicy` (behaviour reference users
/// §2.10). The same rule wherever a password is set (SR-12).
///
/// @param minimumLength 6 to 99, in code points (assumed): an emoji is one character
/// @param uppercase `RequireUppercase`
/// @param lowercase `RequireLowercase`
/// @param numbers `RequireNumbers`
/// @param symbols `RequireSymbols`
public record PasswordPolicy(
    int minimumLength, boolean uppercase, boolean lowercase, boolean numbers, boolean symbols) {
  /// What counts as a symbol: all punctuation of ASCII, and the space, which the shape of the API's
  /// passwords refuses but pages may allow (§2.10).
  static final String SYMBOLS = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";

  /// Requires `password` to conform.
  ///
  /// @param atSignUp the words of the refusal differ
  /// @throws RefusedException with [Refusal.WeakPassword] and the first fault
  public void require(String password, boolean atSignUp) {
    var fault = fault(password);
    if (fault.isPresent()) {
      throw new RefusedException(new Refusal.WeakPassword(fault.get(), atSignUp));
    }
  }

  /// The first reason why `password` does not conform; empty when it does. Letters and digits
  /// beyond Basic Latin are allowed and count as none (§2.10; of digits assumed).
  public Optional<PasswordFault> fault(String password) {
    if (password.codePointCount(0, password.length()) < minimumLength) {
      return Optional.of(PasswordFault.TOO_SHORT);
    }
    if (uppercase && lacks(password, c -> c >= 'A' && c <= 'Z')) {
      return Optional.of(PasswordFault.NO_UPPERCASE);
    }
    if (lowercase && lacks(password, c -> c >= 'a' && c <= 'z')) {
      return Optional.of(PasswordFault.NO_LOWERCASE);
    }
    if (numbers && lacks(password, c -> c >= '0' && c <= '9')) {
      return Optional.of(PasswordFault.NO_NUMBER);
    }
    if (symbols && lacks(password, c -> SYMBOLS.indexOf(c) >= 0)) {
      return Optional.of(PasswordFault.NO_SYMBOL);
    }
    return Optional.empty();
  }

  private static boolean lacks(String password, IntPredicate character) {
    return password.chars().noneMatch(character);
  }
}
