package dev.gatehouse.aws.idp.pool;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountRecoverySettingType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DefaultEmailOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailSendingAccountType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignInPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerificationMessageTemplateType;

/// What a pool's settings are where the request says nothing: the table of behaviour reference 1.3.
/// Settings without a default there stay absent.
final class PoolDefaults {
  private static final int PASSWORD_LENGTH_MIN = 8;
  private static final int TEMPORARY_PASSWORD_DAYS = 7;

  private PoolDefaults() {}

  /// `wanted` with every default filled in.
  ///
  /// @param tier the pool's tier when the request names none and asks for no feature of another one
  static UserPoolType complete(UserPoolType wanted, UserPoolTierType tier) {
    var effectiveTier = tier(wanted, tier);
    var days = temporaryPasswordDays(wanted);
    var template = verificationTemplate(wanted);
    return wanted.toBuilder()
        .policies(policies(wanted.policies(), days, effectiveTier))
        .deletionProtection(
            or(wanted.deletionProtectionAsString(), DeletionProtectionType.INACTIVE.toString()))
        .lambdaConfig(or(wanted.lambdaConfig(), LambdaConfigType.builder().build()))
        .autoVerifiedAttributesWithStrings(distinct(wanted.autoVerifiedAttributesAsStrings()))
        .aliasAttributesWithStrings(distinct(wanted.aliasAttributesAsStrings()))
        .usernameAttributesWithStrings(distinct(wanted.usernameAttributesAsStrings()))
        .verificationMessageTemplate(template)
        .smsVerificationMessage(or(template.smsMessage(), wanted.smsVerificationMessage()))
        .emailVerificationMessage(or(template.emailMessage(), wanted.emailVerificationMessage()))
        .emailVerificationSubject(or(template.emailSubject(), wanted.emailVerificationSubject()))
        .mfaConfiguration(or(wanted.mfaConfigurationAsString(), UserPoolMfaType.OFF.toString()))
        .emailConfiguration(emailConfiguration(wanted.emailConfiguration()))
        .userPoolTags(wanted.userPoolTags().isEmpty() ? Map.of() : wanted.userPoolTags())
        .adminCreateUserConfig(adminCreateUser(wanted.adminCreateUserConfig(), days))
        .accountRecoverySetting(or(wanted.accountRecoverySetting(), recoveryByEmail()))
        .userPoolTier(effectiveTier)
        .build();
  }

  /// `AUDIT` and `ENFORCED` make the pool `PLUS` when no tier is asked for (behaviour reference
  /// 1.5).
  private static UserPoolTierType tier(UserPoolType wanted, UserPoolTierType tier) {
    if (wanted.userPoolTier() != null) {
      return wanted.userPoolTier();
    }
    var addOns = wanted.userPoolAddOns();
    var plain =
        addOns == null
            || addOns.advancedSecurityMode() == null
            || addOns.advancedSecurityMode() == AdvancedSecurityModeType.OFF;
    return plain ? tier : UserPoolTierType.PLUS;
  }

  /// The two settings for the same thing always agree, so that what Describe returned can be sent
  /// back (UP-23). A zero in the older one means that it is not set.
  private static int temporaryPasswordDays(UserPoolType wanted) {
    return temporaryDays(wanted).or(() -> unusedDays(wanted)).orElse(TEMPORARY_PASSWORD_DAYS);
  }

  /// `TemporaryPasswordValidityDays` of the request.
  static Optional<Integer> temporaryDays(UserPoolType wanted) {
    return Optional.ofNullable(wanted.policies())
        .map(UserPoolPolicyType::passwordPolicy)
        .map(PasswordPolicyType::temporaryPasswordValidityDays);
  }

  /// `UnusedAccountValidityDays` of the request; 0 counts as absent.
  static Optional<Integer> unusedDays(UserPoolType wanted) {
    return Optional.ofNullable(wanted.adminCreateUserConfig())
        .map(AdminCreateUserConfigType::unusedAccountValidityDays)
        .filter(days -> days != 0);
  }

  private static UserPoolPolicyType policies(
      UserPoolPolicyType wanted, int days, UserPoolTierType tier) {
    var policies = or(wanted, UserPoolPolicyType.builder().build()).toBuilder();
    policies.passwordPolicy(passwordPolicy(policies.build().passwordPolicy(), days));
    if (policies.build().signInPolicy() == null && tier != UserPoolTierType.LITE) {
      policies.signInPolicy(
          SignInPolicyType.builder().allowedFirstAuthFactorsWithStrings("PASSWORD").build());
    }
    return policies.build();
  }

  /// A flag that a given policy leaves out is false; only a policy that is absent as a whole means
  /// all of them.
  private static PasswordPolicyType passwordPolicy(PasswordPolicyType wanted, int days) {
    if (wanted == null) {
      return PasswordPolicyType.builder()
          .minimumLength(PASSWORD_LENGTH_MIN)
          .requireUppercase(true)
          .requireLowercase(true)
          .requireNumbers(true)
          .requireSymbols(true)
          .temporaryPasswordValidityDays(days)
          .build();
    }
    return wanted.toBuilder()
        .minimumLength(or(wanted.minimumLength(), PASSWORD_LENGTH_MIN))
        .requireUppercase(or(wanted.requireUppercase(), false))
        .requireLowercase(or(wanted.requireLowercase(), false))
        .requireNumbers(or(wanted.requireNumbers(), false))
        .requireSymbols(or(wanted.requireSymbols(), false))
        .temporaryPasswordValidityDays(days)
        .build();
  }

  /// The template with what the three older settings say where it is silent. The older message is
  /// for codes, so it stays out of a template that has a message for links: both together are
  /// refused ([PoolRules]), and what Describe returns must be accepted again (UP-23).
  private static VerificationMessageTemplateType verificationTemplate(UserPoolType wanted) {
    var template =
        or(wanted.verificationMessageTemplate(), VerificationMessageTemplateType.builder().build());
    var email =
        template.emailMessageByLink() == null
            ? or(template.emailMessage(), wanted.emailVerificationMessage())
            : template.emailMessage();
    return template.toBuilder()
        .smsMessage(or(template.smsMessage(), wanted.smsVerificationMessage()))
        .emailMessage(email)
        .emailSubject(or(template.emailSubject(), wanted.emailVerificationSubject()))
        .defaultEmailOption(
            or(
                template.defaultEmailOptionAsString(),
                DefaultEmailOptionType.CONFIRM_WITH_CODE.toString()))
        .build();
  }

  private static EmailConfigurationType emailConfiguration(EmailConfigurationType wanted) {
    var email = or(wanted, EmailConfigurationType.builder().build());
    return email.toBuilder()
        .emailSendingAccount(
            or(
                email.emailSendingAccountAsString(),
                EmailSendingAccountType.COGNITO_DEFAULT.toString()))
        .build();
  }

  private static AdminCreateUserConfigType adminCreateUser(
      AdminCreateUserConfigType wanted, int days) {
    var config = or(wanted, AdminCreateUserConfigType.builder().build());
    return config.toBuilder()
        .allowAdminCreateUserOnly(or(config.allowAdminCreateUserOnly(), false))
        .unusedAccountValidityDays(days)
        .build();
  }

  private static AccountRecoverySettingType recoveryByEmail() {
    return AccountRecoverySettingType.builder()
        .recoveryMechanisms(
            RecoveryOptionType.builder()
                .priority(1)
                .name(RecoveryOptionNameType.VERIFIED_EMAIL)
                .build())
        .build();
  }

  /// The values in the order sent, each once; none counts as absent.
  private static @Nullable List<String> distinct(List<String> values) {
    return values.isEmpty() ? null : List.copyOf(new LinkedHashSet<>(values));
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
