package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.aws.UserError;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.LinkedIdentity;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserIdentities;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.UserRules;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminLinkProviderForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminLinkProviderForUserResponse;

/// `AdminLinkProviderForUser`: from now on somebody at an identity provider is this user. He must
/// not be somebody else here already, neither linked nor by having signed in (AT-19). Whether the
/// pool has that provider is not asked: providers are not built.
///
/// Source: API reference: AdminLinkProviderForUser; behaviour reference users §6.6.
final class AdminLinkProviderForUser
    implements Operation<AdminLinkProviderForUserRequest, AdminLinkProviderForUserResponse> {
  private final Store store;
  private final RuleBook rules;
  private final Env env;

  AdminLinkProviderForUser(Store store, RuleBook rules, Env env) {
    this.store = store;
    this.rules = rules;
    this.env = env;
  }

  @Override
  public AdminLinkProviderForUserResponse run(
      AdminLinkProviderForUserRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var now = env.now();
    store.write(tx -> {
      var pool = rules.of(PoolScope.find(tx, id));
      var source = source(request);
      var destination = ProviderLinks.identity(request.destinationUser(), "DestinationUser");
      var attribute = ProviderLinks.attributeName(request.sourceUser(), "SourceUser");
      var user = lock(tx, pool, destination);
      requireFree(tx, user, source);
      tx.userIdentities().insert(new UserIdentities.Row(id, source, user.sub(), attribute, now));
      ProviderLinks.show(tx, user, now);
      return id;
    });
    return AdminLinkProviderForUserResponse.builder().build();
  }

  /// Somebody of a provider, and not of the pool itself.
  private static LinkedIdentity source(AdminLinkProviderForUserRequest request) {
    var source = ProviderLinks.identity(request.sourceUser(), "SourceUser");
    if (source.provider().equals(ProviderLinks.OWN)) {
      throw new ApiException(UserError.IDENTITY_SHAPE, "SourceUser");
    }
    return source;
  }

  /// A local user by his name, another one by who he is at his provider.
  private static Users.Row lock(WriteTx tx, UserRules pool, LinkedIdentity destination) {
    if (destination.provider().equals(ProviderLinks.OWN)) {
      return Directory.lock(tx, pool, destination.subject());
    }
    return tx.userIdentities()
        .find(pool.poolId(), destination)
        .flatMap(row -> tx.users().lock(pool.poolId(), row.sub()))
        .orElseThrow(() -> new RefusedException(new Refusal.UnknownUser(destination.subject())));
  }

  private static void requireFree(WriteTx tx, Users.Row user, LinkedIdentity source) {
    tx.userIdentities()
        .find(user.poolId(), source)
        .ifPresent(row -> {
          throw new RefusedException(
              row.sub().equals(user.sub())
                  ? new Refusal.IdentityLinked()
                  : new Refusal.IdentityOfAnother());
        });
  }
}
