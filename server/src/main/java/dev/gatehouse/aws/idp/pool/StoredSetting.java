package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.Capability;

/// A pool setting that is kept and returned as it was set but changes nothing yet, and the
/// capability that will enforce it: the part of the compatibility table on *stored, not enforced*.
/// What contradicts another setting is refused all the same.
public enum StoredSetting {
  SIGN_IN_POLICY("Policies.SignInPolicy", Capability.AUTHENTICATION),
  LAMBDA_CONFIG("LambdaConfig", Capability.TRIGGERS),
  SMS_AUTHENTICATION_MESSAGE("SmsAuthenticationMessage", Capability.MFA),
  EMAIL_SENDING_ACCOUNT("EmailConfiguration.EmailSendingAccount", Capability.OWN_TRANSPORTS),
  EMAIL_SOURCE_ARN("EmailConfiguration.SourceArn", Capability.OWN_TRANSPORTS),
  EMAIL_CONFIGURATION_SET("EmailConfiguration.ConfigurationSet", Capability.OWN_TRANSPORTS),
  SMS_CONFIGURATION("SmsConfiguration", Capability.OWN_TRANSPORTS),
  MFA("MfaConfiguration", Capability.MFA),
  SMS_MFA("SmsMfaConfiguration", Capability.MFA),
  SOFTWARE_TOKEN_MFA("SoftwareTokenMfaConfiguration", Capability.MFA),
  EMAIL_MFA("EmailMfaConfiguration", Capability.MFA),
  WEB_AUTHN("WebAuthnConfiguration", Capability.PASSKEYS),
  DEVICES("DeviceConfiguration", Capability.DEVICES),
  ADD_ONS("UserPoolAddOns", Capability.THREAT_PROTECTION),
  TIER("UserPoolTier", Capability.THREAT_PROTECTION),
  ISSUER("IssuerConfiguration", Capability.REPLICATION),
  ENCRYPTION_KEY("KeyConfiguration", Capability.NONE);

  private final String member;
  private final Capability enforcedBy;

  StoredSetting(String member, Capability enforcedBy) {
    this.member = member;
    this.enforcedBy = enforcedBy;
  }

  /// The setting's name in the API, with its path below the pool: `Policies.PasswordPolicy`.
  public String member() {
    return member;
  }

  public Capability enforcedBy() {
    return enforcedBy;
  }
}
