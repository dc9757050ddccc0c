package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.CommonMembers;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// `SetUserPoolMfaConfig`: the pool's second factors, as a whole: a factor that the request leaves
/// out is off afterwards. A request about passkeys alone (`WebAuthnConfiguration`) leaves the
/// factors as they are, and one without `MfaConfiguration` leaves that, so that neither switches
/// MFA off unasked. The answer echoes the configuration.
///
/// Source: API reference: SetUserPoolMfaConfig; behaviour reference UP-26, users §4.1.
final class SetUserPoolMfaConfig
    implements Operation<SetUserPoolMfaConfigRequest, SetUserPoolMfaConfigResponse> {
  private final Store store;
  private final Env env;

  SetUserPoolMfaConfig(Store store, Env env) {
    this.store = store;
    this.env = env;
  }

  @Override
  public SetUserPoolMfaConfigResponse run(SetUserPoolMfaConfigRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var rules = new PoolRules(caller.region(), caller.accountId());
    if (request.smsMfaConfiguration() != null) {
      rules.requireSender(request.smsMfaConfiguration().smsConfiguration());
    }
    var now = env.now();
    return store.write(tx -> {
      var pool = StoredPool.of(PoolScope.lock(tx, id));
      var settings = settings(request, pool.settings());
      var factors = factors(request, pool.factors());
      requireUsable(settings, factors);
      tx.userPools().update(pool.changed(settings, factors, now));
      return CommonMembers.copy(
              GetUserPoolMfaConfig.describe(settings, factors),
              SetUserPoolMfaConfigResponse.builder())
          .build();
    });
  }

  private static UserPoolType settings(SetUserPoolMfaConfigRequest request, UserPoolType stored) {
    var settings = stored.toBuilder();
    if (request.mfaConfiguration() != null) {
      settings.mfaConfiguration(request.mfaConfigurationAsString());
    }
    var sms = request.smsMfaConfiguration();
    if (sms != null) {
      settings.smsAuthenticationMessage(sms.smsAuthenticationMessage());
      if (sms.smsConfiguration() != null) {
        settings.smsConfiguration(sms.smsConfiguration());
      }
    }
    return settings.build();
  }

  private static MfaFactors factors(SetUserPoolMfaConfigRequest request, MfaFactors stored) {
    var webAuthn = Optional.ofNullable(request.webAuthnConfiguration()).or(stored::webAuthn);
    if (request.mfaConfiguration() == null
        && request.smsMfaConfiguration() == null
        && request.softwareTokenMfaConfiguration() == null
        && request.emailMfaConfiguration() == null) {
      return new MfaFactors(stored.sms(), stored.softwareToken(), stored.email(), webAuthn);
    }
    return new MfaFactors(
        request.smsMfaConfiguration() != null,
        Optional.ofNullable(request.softwareTokenMfaConfiguration()),
        Optional.ofNullable(request.emailMfaConfiguration()),
        webAuthn);
  }

  private static void requireUsable(UserPoolType settings, MfaFactors factors) {
    if (settings.mfaConfiguration() != UserPoolMfaType.OFF && !factors.any()) {
      throw new ApiException(ApiError.MFA_WITHOUT_FACTOR);
    }
    if (factors.sms() && settings.smsConfiguration() == null) {
      throw new ApiException(ApiError.SMS_NEEDED_FOR_MFA);
    }
    if (factors.email().isPresent()) {
      PoolRules.requireOwnSender(settings.emailConfiguration());
      TierRules.requireEmailMfa(settings);
    }
  }
}
