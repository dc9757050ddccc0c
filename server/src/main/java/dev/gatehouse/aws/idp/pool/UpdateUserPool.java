package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.audit.AuditedCall;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.CommonMembers;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import java.time.Instant;
import java.util.Objects;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// `UpdateUserPool`: every setting becomes what the request says or its default (UP-20), but for
/// those that an update cannot change (UP-22), the schema (UP-24) and the tier.
///
/// Source: API reference: UpdateUserPool; behaviour reference UP-20 to UP-27.
final class UpdateUserPool implements Operation<UpdateUserPoolRequest, UpdateUserPoolResponse> {
  private final Store store;
  private final Env env;

  UpdateUserPool(Store store, Env env) {
    this.store = store;
    this.env = env;
  }

  @Override
  public UpdateUserPoolResponse run(UpdateUserPoolRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var wanted = CommonMembers.copy(request, UserPoolType.builder()).build();
    var rules = new PoolRules(caller.region(), caller.accountId());
    var now = env.now();
    var audit = AuditedCall.current();
    store.write(tx -> {
      var stored = StoredPool.of(PoolScope.lock(tx, id));
      var name = Objects.requireNonNullElse(request.poolName(), stored.row().name());
      var changed = changed(stored, name, wanted, rules, now);
      tx.userPools().update(changed);
      audit.changed(StoredPool.named(stored.row()), StoredPool.named(changed)); // AU-1
      return id;
    });
    return UpdateUserPoolResponse.builder().build();
  }

  private static UserPools.Row changed(
      StoredPool stored, String name, UserPoolType wanted, PoolRules rules, Instant now) {
    var kept = withUnchangeable(wanted, stored.settings());
    rules.requireUpdatable(kept, stored.factors());
    var settings = PoolDefaults.complete(kept, stored.settings().userPoolTier());
    TierRules.require(settings);
    var factors =
        settings.mfaConfiguration() == UserPoolMfaType.OFF
            ? stored.factors()
            : stored.factors().orSms();
    return stored.changed(name, settings, factors, now);
  }

  /// UP-22: among them is the SMS configuration, which can be replaced but not taken away.
  private static UserPoolType withUnchangeable(UserPoolType wanted, UserPoolType stored) {
    var sms = wanted.smsConfiguration();
    return wanted.toBuilder()
        .schemaAttributes(stored.schemaAttributes())
        .aliasAttributesWithStrings(stored.aliasAttributesAsStrings())
        .usernameAttributesWithStrings(stored.usernameAttributesAsStrings())
        .usernameConfiguration(stored.usernameConfiguration())
        .smsConfiguration(sms == null ? stored.smsConfiguration() : sms)
        .build();
  }
}
