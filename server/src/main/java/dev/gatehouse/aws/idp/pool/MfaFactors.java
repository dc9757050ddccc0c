package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.SdkCodec;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailMfaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SmsMfaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SoftwareTokenMfaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnConfigurationType;

/// The second factors of a pool and its passkey settings, which only SetUserPoolMfaConfig can set.
/// What SMS needs to be sent is the pool's own `SmsConfiguration` and `SmsAuthenticationMessage`.
///
/// @param sms whether SMS is a factor
record MfaFactors(
    boolean sms,
    Optional<SoftwareTokenMfaConfigType> softwareToken,
    Optional<EmailMfaConfigType> email,
    Optional<WebAuthnConfigurationType> webAuthn) {
  /// A pool that never had a factor.
  static final MfaFactors NONE =
      new MfaFactors(false, Optional.empty(), Optional.empty(), Optional.empty());

  /// Whether a user can have a second factor at all.
  boolean any() {
    return sms
        || email.isPresent()
        || softwareToken.filter(token -> Boolean.TRUE.equals(token.enabled())).isPresent();
  }

  /// With SMS as a factor, as a pool gets it that is created or updated with MFA and an SMS
  /// configuration but has no other factor.
  MfaFactors orSms() {
    return any() ? this : new MfaFactors(true, softwareToken, email, webAuthn);
  }

  /// The SMS part of an answer; empty when SMS is not a factor.
  Optional<SmsMfaConfigType> smsOf(UserPoolType pool) {
    return sms
        ? Optional.of(
            SmsMfaConfigType.builder()
                .smsAuthenticationMessage(pool.smsAuthenticationMessage())
                .smsConfiguration(pool.smsConfiguration())
                .build())
        : Optional.empty();
  }

  static MfaFactors read(JsonObject json) {
    return new MfaFactors(
        json.bool("Sms").orElse(false),
        json.object("SoftwareToken")
            .map(token -> SdkCodec.decode(token, SoftwareTokenMfaConfigType.builder())),
        json.object("Email").map(email -> SdkCodec.decode(email, EmailMfaConfigType.builder())),
        json.object("WebAuthn")
            .map(webAuthn -> SdkCodec.decode(webAuthn, WebAuthnConfigurationType.builder())));
  }

  JsonObject write() {
    var json = JsonValue.object().put("Sms", sms);
    softwareToken.ifPresent(token -> json.put("SoftwareToken", SdkCodec.encode(token)));
    email.ifPresent(message -> json.put("Email", SdkCodec.encode(message)));
    webAuthn.ifPresent(settings -> json.put("WebAuthn", SdkCodec.encode(settings)));
    return json.build();
  }
}
