package dev.gatehouse.authn;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.store.Users;
import java.time.Instant;
import java.util.Optional;

/// Whether a user who has given his password may sign in, as his status is (users §2.5). Nobody
/// else hears of it (EN-09).
final class UserState {
  private UserState() {}

  /// Why not; empty when he may.
  static Optional<Refusal> fault(Step.Proved proved, Instant now) {
    var user = proved.credentials().user();
    if (!user.enabled()) {
      return Optional.of(new Refusal.UserDisabled());
    }
    return switch (user.status()) {
      case CONFIRMED -> Optional.empty();
      case UNCONFIRMED -> Optional.of(new Refusal.UserNotConfirmed());
      case RESET_REQUIRED -> Optional.of(new Refusal.PasswordResetRequired());
      case FORCE_CHANGE_PASSWORD ->
          proved
              .credentials()
              .password()
              .map(password -> temporary(password, proved.who(), now))
              .orElseGet(() -> Optional.of(new Refusal.WrongPassword()));
      case EXTERNAL_PROVIDER, ARCHIVED, COMPROMISED, UNKNOWN ->
          Optional.of(new Refusal.WrongPassword());
    };
  }

  /// A temporary password lives from when it was set for the days that the pool says now (§2.4,
  /// SR-20).
  private static Optional<Refusal> temporary(Users.Password password, Claimant who, Instant now) {
    return now.isBefore(password.setAt().plus(who.rules().temporaryPasswordValidity()))
        ? Optional.empty()
        : Optional.of(new Refusal.TemporaryPasswordExpired());
  }
}
