package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.audit.AuditedCall;
import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.CommonMembers;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Removals;
import dev.gatehouse.store.SigningKeys;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.WriteTx;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// `CreateUserPool`: a pool with its two signing keys, in one transaction.
///
/// Source: API reference: CreateUserPool; behaviour reference UP-01 to UP-14 and 1.3 to 1.5.
final class CreateUserPool implements Operation<CreateUserPoolRequest, CreateUserPoolResponse> {
  /// Pools of one Region (behaviour reference 1.2).
  static final int POOLS_MAX = 1_000;

  private final Store store;
  private final Removals removals;
  private final Env env;
  private final Function<UserPoolId, List<SigningKeys.Row>> mintKeys;
  private final FixedIds fixedIds;

  /// @param mintKeys makes the signing keys of a new pool; asked before the transaction
  CreateUserPool(
      Store store,
      Env env,
      Function<UserPoolId, List<SigningKeys.Row>> mintKeys,
      FixedIds fixedIds) {
    this.store = store;
    this.env = env;
    this.mintKeys = mintKeys;
    this.fixedIds = fixedIds;
    removals = new Removals(store);
  }

  @Override
  public CreateUserPoolResponse run(CreateUserPoolRequest request, Caller caller) {
    var wanted = CommonMembers.copy(request, UserPoolType.builder()).build();
    new PoolRules(caller.region(), caller.accountId()).requireCreatable(wanted);
    var settings =
        PoolDefaults.complete(wanted, UserPoolTierType.ESSENTIALS).toBuilder()
            .schemaAttributes(PoolSchema.create(request.schema()))
            .build();
    TierRules.require(settings);
    var id =
        fixedIds
            .find(request.poolName(), wanted.userPoolTags(), caller.region())
            .orElseGet(() -> UserPoolId.mint(caller.region(), env.random()));
    var pool = StoredPool.create(id, request.poolName(), settings, factors(settings), env.now());
    var keys = mintKeys.apply(id);
    AuditedCall.current().about(id.value());
    removals.makeAnew(() -> insert(pool.row(), keys), () -> removals.purgePool(id));
    return CreateUserPoolResponse.builder()
        .userPool(pool.describe(List.of(), 0, caller.accountId()))
        .build();
  }

  /// MFA in a new pool is by SMS, the only factor that this operation can configure.
  private static MfaFactors factors(UserPoolType settings) {
    return settings.mfaConfiguration() == UserPoolMfaType.OFF
        ? MfaFactors.NONE
        : MfaFactors.NONE.orSms();
  }

  private void insert(UserPools.Row row, List<SigningKeys.Row> keys) {
    store.write(tx -> {
      insert(tx, row, keys);
      return row;
    });
  }

  private static void insert(WriteTx tx, UserPools.Row row, List<SigningKeys.Row> keys) {
    if (tx.userPools().count(row.id().region()) >= POOLS_MAX) {
      throw new ApiException(ApiError.TOO_MANY_POOLS, POOLS_MAX);
    }
    tx.userPools().insert(row);
    keys.forEach(tx.signingKeys()::insert);
  }
}
