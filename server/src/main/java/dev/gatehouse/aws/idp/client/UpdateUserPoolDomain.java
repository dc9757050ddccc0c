package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.UserError;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DomainDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolDomainResponse;

/// `UpdateUserPoolDomain`: another certificate, another look of the pages, another routing. What
/// the request does not say stays (assumed).
///
/// Source: API reference: UpdateUserPoolDomain; behaviour reference DO-08, DO-09, DO-22.
final class UpdateUserPoolDomain
    implements Operation<UpdateUserPoolDomainRequest, UpdateUserPoolDomainResponse> {
  private final Store store;
  private final Env env;

  UpdateUserPoolDomain(Store store, Env env) {
    this.store = store;
    this.env = env;
  }

  @Override
  public UpdateUserPoolDomainResponse run(UpdateUserPoolDomainRequest request, Caller caller) {
    var poolId = requirePoolId(request.userPoolId(), caller);
    var name = new DomainName(request.domain(), caller.region());
    requireConfig(request, name);
    var now = env.now();
    store.write(tx -> {
      var domain = require(tx, poolId, name);
      var pool = tx.userPools().find(poolId);
      DomainRules.requireVersion(request.managedLoginVersion(), pool.orElseThrow());
      tx.domains().update(domain.changed(settings(domain.settings(), request), now).row());
      return poolId;
    });
    return UpdateUserPoolDomainResponse.builder()
        .managedLoginVersion(request.managedLoginVersion())
        .cloudFrontDomain(StoredDomain.distribution(name).orElse(null))
        .routing(request.routing())
        .build();
  }

  /// The id of a pool that can have a domain; a missing pool and a missing domain are answered
  /// alike (DO-22).
  static UserPoolId requirePoolId(String poolId, Caller caller) {
    return UserPoolId.parse(poolId)
        .filter(id -> id.region().equals(caller.region()))
        .orElseThrow(() -> new ApiException(UserError.DOMAIN_NOT_FOUND));
  }

  private static StoredDomain require(ReadTx tx, UserPoolId poolId, DomainName name) {
    return tx.domains()
        .find(name)
        .filter(row -> row.poolId().equals(poolId))
        .map(StoredDomain::new)
        .orElseThrow(() -> new ApiException(UserError.DOMAIN_NOT_FOUND));
  }

  private static void requireConfig(UpdateUserPoolDomainRequest request, DomainName name) {
    if (request.customDomainConfig() == null) {
      return;
    }
    if (!name.isCustom()) {
      throw new ApiException(UserError.PREFIX_WITH_CERTIFICATE);
    }
    DomainRules.requireCertificate(request.customDomainConfig());
  }

  private static DomainDescriptionType settings(
      DomainDescriptionType stored, UpdateUserPoolDomainRequest request) {
    var settings = stored.toBuilder();
    if (request.customDomainConfig() != null) {
      settings.customDomainConfig(request.customDomainConfig());
    }
    if (request.managedLoginVersion() != null) {
      settings.managedLoginVersion(request.managedLoginVersion());
    }
    if (request.routing() != null) {
      settings.routing(request.routing());
    }
    return settings.build();
  }
}
