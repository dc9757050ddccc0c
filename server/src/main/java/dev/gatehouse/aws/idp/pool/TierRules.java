package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import java.util.ArrayList;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreTokenGenerationLambdaVersionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Which features need which tier: `LITE` has neither passwordless sign-in nor newer token
/// triggers, and only `PLUS` has threat protection (behaviour reference 1.5).
final class TierRules {
  private TierRules() {}

  /// @param pool its settings with the defaults filled in
  /// @throws ApiException `TIER_FEATURES` naming each feature that the tier lacks
  static void require(UserPoolType pool) {
    var tier = pool.userPoolTier();
    var missing = new ArrayList<String>();
    if (tier == UserPoolTierType.LITE && hasPasswordlessSignIn(pool)) {
      missing.add("Passwordless Sign-In");
    }
    if (tier == UserPoolTierType.LITE) {
      var trigger = pool.lambdaConfig().preTokenGenerationConfig();
      if (trigger != null && trigger.lambdaVersion() != PreTokenGenerationLambdaVersionType.V1_0) {
        missing.add(
            "Token Customization with Pre-Token Generation Lambda "
                + trigger.lambdaVersionAsString());
      }
    }
    if (tier != UserPoolTierType.PLUS && hasThreatProtection(pool)) {
      missing.add("Threat Protection");
    }
    if (!missing.isEmpty()) {
      throw new ApiException(ApiError.TIER_FEATURES, tier, String.join(", ", missing));
    }
  }

  /// E-mail as a second factor is not part of `LITE` (users §4.1).
  static void requireEmailMfa(UserPoolType pool) {
    if (pool.userPoolTier() == UserPoolTierType.LITE) {
      throw new ApiException(ApiError.TIER_FEATURES, UserPoolTierType.LITE, "Email MFA");
    }
  }

  static boolean hasThreatProtection(UserPoolType pool) {
    var addOns = pool.userPoolAddOns();
    return addOns != null
        && addOns.advancedSecurityMode() != null
        && addOns.advancedSecurityMode() != AdvancedSecurityModeType.OFF;
  }

  private static boolean hasPasswordlessSignIn(UserPoolType pool) {
    var signIn = pool.policies().signInPolicy();
    return signIn != null
        && signIn.allowedFirstAuthFactorsAsStrings().stream()
            .anyMatch(factor -> !factor.equals("PASSWORD"));
  }
}
