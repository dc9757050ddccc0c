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
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.token.SignOut;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.UserRules;
import dev.gatehouse.users.UserWrites;
import java.time.Instant;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableProviderForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableProviderForUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ProviderUserIdentifierType;

/// `AdminDisableProviderForUser`: somebody at an identity provider is a user no longer; or, where
/// the provider is the pool itself, a user signs in with his password no longer. His links stay
/// then, and so do his tokens, but for a password that an administrator has reset (RT-13).
///
/// What status a user has whose password is disabled is not documented. *Assumed* is the one of
/// users who have none (`EXTERNAL_PROVIDER`): no flow of passwords is theirs, so that no code and
/// no token gives them another one, and AdminSetUserPassword leads back. Of a user who has no
/// password there is nothing to disable.
///
/// Source: API reference: AdminDisableProviderForUser; behaviour reference users §2.5, §6.6. That
/// there is no such user when nobody is linked is assumed.
final class AdminDisableProviderForUser
    implements Operation<AdminDisableProviderForUserRequest, AdminDisableProviderForUserResponse> {
  private static final String MEMBER = "User";

  private final Store store;
  private final RuleBook rules;
  private final Env env;

  AdminDisableProviderForUser(Store store, RuleBook rules, Env env) {
    this.store = store;
    this.rules = rules;
    this.env = env;
  }

  @Override
  public AdminDisableProviderForUserResponse run(
      AdminDisableProviderForUserRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var now = env.now();
    store.write(tx -> {
      var pool = rules.of(PoolScope.find(tx, id));
      var identity = ProviderLinks.identity(request.user(), MEMBER);
      if (identity.provider().equals(ProviderLinks.OWN)) {
        requireSubject(request.user());
        disablePassword(tx, pool, identity.subject(), now);
      } else {
        unlink(tx, id, identity, now);
      }
      return id;
    });
    return AdminDisableProviderForUserResponse.builder().build();
  }

  /// Of the pool's own users the name is the only claim.
  private static void requireSubject(ProviderUserIdentifierType user) {
    if (!ProviderLinks.attributeName(user, MEMBER).equals(ProviderLinks.SUBJECT)) {
      throw new ApiException(UserError.IDENTITY_SHAPE, MEMBER);
    }
  }

  private static void disablePassword(WriteTx tx, UserRules pool, String name, Instant now) {
    var user = Directory.lock(tx, pool, name);
    var hasPassword =
        tx.users()
            .findCredentials(user.poolId(), user.sub())
            .flatMap(Users.Credentials::password)
            .isPresent();
    if (hasPassword) {
      SignOut.afterReset(tx, user, now);
      UserWrites.removePassword(tx, user.withStatus(UserStatus.EXTERNAL_PROVIDER).next(now));
    }
  }

  private static void unlink(WriteTx tx, UserPoolId id, LinkedIdentity identity, Instant now) {
    var user =
        tx.userIdentities()
            .find(id, identity)
            .flatMap(row -> tx.users().lock(id, row.sub()))
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownUser(identity.subject())));
    tx.userIdentities().delete(id, identity);
    ProviderLinks.show(tx, user, now);
  }
}
