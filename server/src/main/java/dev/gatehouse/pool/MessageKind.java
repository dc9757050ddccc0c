package dev.gatehouse.pool;

import java.time.Duration;

/// What a message to a user is about: the sources of the trigger that may word it (behaviour
/// reference users §7.2).
public enum MessageKind {
  /// The code of a new user (§2.3).
  SIGN_UP(Duration.ofDays(1)),
  /// Another one for him.
  RESEND_CODE(Duration.ofDays(1)),
  FORGOT_PASSWORD(Duration.ofHours(1)),
  /// The code for an address that was changed (§2.7).
  UPDATE_ATTRIBUTE(Duration.ofDays(1)),
  /// The code for an address that the user wants to verify.
  VERIFY_ATTRIBUTE(Duration.ofDays(1)),
  /// The temporary password of a user whom an administrator made (§2.4).
  INVITATION(Duration.ofDays(1)),
  /// The code of a sign-in, as first or second factor (§4.3).
  SIGN_IN(Duration.ofMinutes(3));

  private final Duration usefulFor;

  MessageKind(Duration usefulFor) {
    this.usefulFor = usefulFor;
  }

  /// How long somebody tries to deliver it: what arrives later is of no use, because its code has
  /// expired (§2.3, §2.11, §3.4). An invitation holds longer, but whoever sent it waits for an
  /// answer (assumed).
  public Duration usefulFor() {
    return usefulFor;
  }
}
