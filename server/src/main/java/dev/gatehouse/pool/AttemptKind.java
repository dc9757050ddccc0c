package dev.gatehouse.pool;

import java.util.Locale;

/// What is counted, each apart: all but the last of a user (behaviour reference users §2.13).
public enum AttemptKind {
  /// Passwords at sign-in, whatever the flow: SRP proofs count as well.
  PASSWORD,
  /// Previous passwords in `ChangePassword`.
  CHANGE_PASSWORD,
  /// Codes in `ConfirmSignUp`.
  SIGN_UP_CODE,
  /// Codes in `ConfirmForgotPassword`.
  RESET_CODE,
  /// Codes in `VerifyUserAttribute`, of all attributes together.
  ATTRIBUTE_CODE,
  /// Messages of `ResendConfirmationCode`.
  SIGN_UP_SEND,
  /// Messages of `ForgotPassword`.
  RESET_SEND,
  /// Messages of `GetUserAttributeVerificationCode`.
  ATTRIBUTE_SEND,
  /// Messages to one address, whoever asks for them; the subject is a keyed hash of the address.
  RECIPIENT_SEND;

  /// As it is stored: `sign_up_code`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
