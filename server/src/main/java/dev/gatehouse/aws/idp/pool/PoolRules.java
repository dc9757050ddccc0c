package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.pool.Region;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SmsConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerificationMessageTemplateType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// What the settings of one request must not contradict: the table of behaviour reference 1.5, in
/// its order, but for the tier ([TierRules]). Single members have been checked by the API's
/// constraints before.
///
/// @param region the pool's
/// @param accountId twelve digits
record PoolRules(Region region, String accountId) {
  /// Tags of one pool (users §6.3).
  static final int TAGS_MAX = 50;

  /// Places of the parts of an ARN, for [#arnPart].
  static final int ARN_REGION = 3;

  static final int ARN_ACCOUNT = 4;

  private static final List<String> SES_REGIONS = List.of("eu-west-1", "us-east-1", "us-west-2");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+");
  private static final Pattern NAMED_ADDRESS = Pattern.compile("[^<>]*<([^<>]*)>\\s*");

  /// The rules of CreateUserPool, on the request before its defaults are filled in.
  void requireCreatable(UserPoolType wanted) {
    if (!wanted.aliasAttributesAsStrings().isEmpty()
        && !wanted.usernameAttributesAsStrings().isEmpty()) {
      throw new ApiException(ApiError.ALIAS_AND_USERNAME_ATTRIBUTES);
    }
    if (PoolDefaults.temporaryDays(wanted).isPresent()
        && PoolDefaults.unusedDays(wanted).isPresent()) {
      throw new ApiException(ApiError.TWO_VALIDITY_SETTINGS);
    }
    requireConsistent(wanted, MfaFactors.NONE);
  }

  /// The rules of UpdateUserPool, on the request with those members of the stored pool that an
  /// update cannot change. Both validity settings may come when they agree, as Describe returns
  /// them (UP-23).
  ///
  /// @param factors what SetUserPoolMfaConfig set up
  void requireUpdatable(UserPoolType wanted, MfaFactors factors) {
    var temporary = PoolDefaults.temporaryDays(wanted);
    if (temporary.isPresent()
        && PoolDefaults.unusedDays(wanted).isPresent()
        && !temporary.equals(PoolDefaults.unusedDays(wanted))) {
      throw new ApiException(ApiError.TWO_VALIDITY_SETTINGS);
    }
    requireConsistent(wanted, factors);
    if (factors.email().isPresent()) {
      requireOwnSender(wanted.emailConfiguration());
    }
  }

  private void requireConsistent(UserPoolType wanted, MfaFactors factors) {
    requireSms(wanted, factors);
    requireRecovery(wanted);
    requireVerifiedUpdates(wanted);
    requireEmail(wanted.emailConfiguration());
    requireSender(wanted.smsConfiguration());
    TriggerRules.require(wanted.lambdaConfig(), region);
    requireOneEmailMessage(wanted.verificationMessageTemplate());
    requireTags(wanted.userPoolTags().size());
  }

  private static void requireSms(UserPoolType wanted, MfaFactors factors) {
    if (wanted.smsConfiguration() != null) {
      return;
    }
    if (wanted
        .autoVerifiedAttributesAsStrings()
        .contains(VerifiedAttributeType.PHONE_NUMBER.toString())) {
      throw new ApiException(ApiError.SMS_NEEDED_FOR_VERIFICATION);
    }
    var mfa = wanted.mfaConfiguration();
    if (mfa != null && mfa != UserPoolMfaType.OFF && !factors.any()) {
      throw new ApiException(ApiError.SMS_NEEDED_FOR_MFA);
    }
  }

  private static void requireRecovery(UserPoolType wanted) {
    if (wanted.accountRecoverySetting() == null) {
      return;
    }
    var mechanisms = wanted.accountRecoverySetting().recoveryMechanisms();
    var priorities = new HashSet<>(mechanisms.stream().map(RecoveryOptionType::priority).toList());
    var names = new HashSet<>(mechanisms.stream().map(RecoveryOptionType::nameAsString).toList());
    if (priorities.size() < mechanisms.size() || names.size() < mechanisms.size()) {
      throw new ApiException(ApiError.DUPLICATE_RECOVERY);
    }
    if (names.size() > 1 && names.contains(RecoveryOptionNameType.ADMIN_ONLY.toString())) {
      throw new ApiException(ApiError.ADMIN_ONLY_RECOVERY);
    }
  }

  private static void requireVerifiedUpdates(UserPoolType wanted) {
    var settings = wanted.userAttributeUpdateSettings();
    if (settings != null
        && !wanted
            .autoVerifiedAttributesAsStrings()
            .containsAll(settings.attributesRequireVerificationBeforeUpdateAsStrings())) {
      throw new ApiException(ApiError.UNVERIFIED_UPDATE);
    }
  }

  private void requireEmail(EmailConfigurationType email) {
    if (email == null) {
      return;
    }
    if (email.from() != null && !isAddress(email.from())) {
      throw new ApiException(ApiError.INVALID_FROM);
    }
    if (email.sourceArn() != null) {
      var sesRegion = arnPart(email.sourceArn(), ARN_REGION);
      if (!SES_REGIONS.contains(sesRegion) && !region.name().equals(sesRegion)) {
        throw new ApiException(ApiError.SES_REGION);
      }
    }
  }

  /// The address may have a name before it: `Gatehouse <no-reply@example.com>`.
  private static boolean isAddress(String from) {
    var named = NAMED_ADDRESS.matcher(from);
    return ADDRESS.matcher(named.matches() ? named.group(1) : from).matches();
  }

  /// @param sms from UpdateUserPool, CreateUserPool or SetUserPoolMfaConfig; null when absent
  void requireSender(SmsConfigurationType sms) {
    if (sms == null) {
      return;
    }
    var role = Optional.ofNullable(sms.snsCallerArn()).filter(arn -> !arn.isEmpty());
    if (role.isPresent() && !accountId.equals(arnPart(role.get(), ARN_ACCOUNT))) {
      throw new ApiException(ApiError.CROSS_ACCOUNT_ROLE);
    }
    if (sms.snsRegion() != null && !sms.snsRegion().equals(region.name())) {
      throw new ApiException(ApiError.SNS_REGION, region, region);
    }
  }

  /// E-mail as a second factor needs the pool to send with its own account.
  static void requireOwnSender(EmailConfigurationType email) {
    if (email == null || !"DEVELOPER".equals(email.emailSendingAccountAsString())) {
      throw new ApiException(ApiError.EMAIL_MFA_SENDER);
    }
  }

  private static void requireOneEmailMessage(VerificationMessageTemplateType template) {
    if (template != null
        && template.emailMessage() != null
        && template.emailMessageByLink() != null) {
      throw new ApiException(ApiError.TWO_EMAIL_MESSAGES);
    }
  }

  /// @throws ApiException `TOO_MANY_TAGS` above [#TAGS_MAX]
  static void requireTags(int count) {
    if (count > TAGS_MAX) {
      throw new ApiException(ApiError.TOO_MANY_TAGS, TAGS_MAX);
    }
  }

  /// The part of an ARN at that place; its shape has been checked. Empty when it has fewer.
  static String arnPart(String arn, int place) {
    var parts = arn.split(":", 7);
    return place < parts.length ? parts[place] : "";
  }
}
