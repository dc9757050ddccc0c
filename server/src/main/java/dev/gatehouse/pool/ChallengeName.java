package dev.gatehouse.pool;

import java.util.Optional;

/// What a sign-in asks next (behaviour reference users §3.5; API reference: `ChallengeNameType`).
public enum ChallengeName {
  SMS_MFA,
  EMAIL_OTP,
  SOFTWARE_TOKEN_MFA,
  SELECT_MFA_TYPE,
  MFA_SETUP,
  PASSWORD_VERIFIER,
  CUSTOM_CHALLENGE,
  SELECT_CHALLENGE,
  DEVICE_SRP_AUTH,
  DEVICE_PASSWORD_VERIFIER,
  ADMIN_NO_SRP_AUTH,
  NEW_PASSWORD_REQUIRED,
  SMS_OTP,
  PASSWORD,
  WEB_AUTHN,
  PASSWORD_SRP;

  /// The challenge that an answer names.
  public static Optional<ChallengeName> of(String name) {
    for (var challenge : values()) {
      if (challenge.name().equals(name)) {
        return Optional.of(challenge);
      }
    }
    return Optional.empty();
  }
}
