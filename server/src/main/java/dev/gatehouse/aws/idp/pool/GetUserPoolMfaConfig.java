package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// `GetUserPoolMfaConfig`: a pool that never had a factor answers `{"MfaConfiguration":"OFF"}`.
///
/// Source: API reference: GetUserPoolMfaConfig; behaviour reference users §4.1.
final class GetUserPoolMfaConfig
    implements Operation<GetUserPoolMfaConfigRequest, GetUserPoolMfaConfigResponse> {
  private final Store store;

  GetUserPoolMfaConfig(Store store) {
    this.store = store;
  }

  @Override
  public GetUserPoolMfaConfigResponse run(GetUserPoolMfaConfigRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    StoredPool pool = store.read(tx -> StoredPool.of(PoolScope.find(tx, id)));
    return describe(pool.settings(), pool.factors());
  }

  static GetUserPoolMfaConfigResponse describe(UserPoolType settings, MfaFactors factors) {
    var config =
        GetUserPoolMfaConfigResponse.builder()
            .mfaConfiguration(settings.mfaConfigurationAsString());
    factors.smsOf(settings).ifPresent(config::smsMfaConfiguration);
    factors.softwareToken().ifPresent(config::softwareTokenMfaConfiguration);
    factors.email().ifPresent(config::emailMfaConfiguration);
    factors.webAuthn().ifPresent(config::webAuthnConfiguration);
    return config.build();
  }
}
