package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.CommonMembers;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.aws.UserError;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Domains;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolDomainResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DomainDescriptionType;

/// `CreateUserPoolDomain`: the prefix or the custom host at which a pool's OAuth endpoints and
/// pages answer. It works at once: there is no DNS to wait for (DO-12).
///
/// Source: API reference: CreateUserPoolDomain; behaviour reference DO-01 to DO-09.
final class CreateUserPoolDomain
    implements Operation<CreateUserPoolDomainRequest, CreateUserPoolDomainResponse> {
  /// Custom domains of one Region (behaviour reference 1.2).
  static final int CUSTOM_DOMAINS_MAX = 4;

  private final Store store;
  private final Env env;
  private final DomainRules rules;

  CreateUserPoolDomain(Store store, Env env, DomainRules rules) {
    this.store = store;
    this.env = env;
    this.rules = rules;
  }

  @Override
  public CreateUserPoolDomainResponse run(CreateUserPoolDomainRequest request, Caller caller) {
    var poolId = PoolScope.require(caller, request.userPoolId());
    var name = rules.require(request.domain(), request.customDomainConfig(), poolId.region());
    var settings =
        CommonMembers.copy(request, DomainDescriptionType.builder())
            .userPoolId(null)
            .domain(null)
            .build();
    var domain = StoredDomain.create(poolId, name, settings, env.now());
    insert(domain.row(), request.managedLoginVersion());
    return CreateUserPoolDomainResponse.builder()
        .managedLoginVersion(request.managedLoginVersion())
        .cloudFrontDomain(StoredDomain.distribution(name).orElse(null))
        .routing(request.routing())
        .build();
  }

  private void insert(Domains.Row row, Integer version) {
    try {
      store.write(tx -> {
        DomainRules.requireVersion(version, PoolScope.lock(tx, row.poolId()));
        requireOnly(tx, row.poolId(), row.domain().isCustom());
        requireRoom(tx, row.domain());
        tx.domains().insert(row);
        return row;
      });
    } catch (RefusedException refused) {
      if (refused.refusal() instanceof Refusal.DomainTaken && row.domain().isCustom()) {
        throw new ApiException(UserError.CUSTOM_DOMAIN_TAKEN);
      }
      throw refused;
    }
  }

  /// DO-06: one prefix and one custom host.
  private static void requireOnly(WriteTx tx, UserPoolId poolId, boolean isCustom) {
    if (tx.domains().list(poolId).stream()
        .anyMatch(other -> other.domain().isCustom() == isCustom)) {
      throw new ApiException(UserError.POOL_HAS_THAT_DOMAIN);
    }
  }

  /// AP-15. A name that is taken is refused as such, also where there is no more room.
  private static void requireRoom(WriteTx tx, DomainName domain) {
    if (domain.isCustom()
        && tx.domains().find(domain).isEmpty()
        && tx.domains().countCustom(domain.region()) >= CUSTOM_DOMAINS_MAX) {
      throw new ApiException(UserError.TOO_MANY_CUSTOM_DOMAINS, CUSTOM_DOMAINS_MAX);
    }
  }
}
