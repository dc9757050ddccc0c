package dev.gatehouse.users;

import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.CodePurpose;
import java.time.Duration;

/// What codes are sent for, what is counted of them, and how long they hold (§2.13).
///
/// @param guesses counts what is typed back
/// @param sends counts what is asked for
record CodeUse(CodePurpose purpose, AttemptKind guesses, AttemptKind sends, Duration ttl) {
  static final CodeUse SIGN_UP =
      new CodeUse(
          CodePurpose.CONFIRM_SIGN_UP,
          AttemptKind.SIGN_UP_CODE,
          AttemptKind.SIGN_UP_SEND,
          Duration.ofDays(1));

  /// §2.11.
  static final CodeUse RESET =
      new CodeUse(
          CodePurpose.RESET_PASSWORD,
          AttemptKind.RESET_CODE,
          AttemptKind.RESET_SEND,
          Duration.ofHours(1));

  /// Of an address of a user who has signed in.
  ///
  /// @param attribute `email` or `phone_number`
  static CodeUse verify(String attribute) {
    return new CodeUse(
        CodePurpose.verify(attribute),
        AttemptKind.ATTRIBUTE_CODE,
        AttemptKind.ATTRIBUTE_SEND,
        Duration.ofDays(1));
  }
}
