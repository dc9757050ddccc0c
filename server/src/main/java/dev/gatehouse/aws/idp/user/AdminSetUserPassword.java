package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import dev.gatehouse.token.SignOut;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.Passwords;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.UserRules;
import dev.gatehouse.users.UserWrites;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordResponse;

/// `AdminSetUserPassword`: a password that the user keeps, or one that his next sign-in replaces.
/// Whatever his status was, it fits the password afterwards.
///
/// Source: API reference: AdminSetUserPassword; behaviour reference users §2.5, §2.10.
final class AdminSetUserPassword
    implements Operation<AdminSetUserPasswordRequest, AdminSetUserPasswordResponse> {
  private final Store store;
  private final RuleBook rules;
  private final Passwords passwords;
  private final Env env;

  AdminSetUserPassword(Store store, RuleBook rules, Passwords passwords, Env env) {
    this.store = store;
    this.rules = rules;
    this.passwords = passwords;
    this.env = env;
  }

  @Override
  public AdminSetUserPasswordResponse run(AdminSetUserPasswordRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    UserRules pool = store.read(tx -> rules.of(PoolScope.find(tx, id)));
    Found found =
        store.read(tx -> {
          var who = Directory.requireCredentials(tx, pool, request.username());
          return new Found(who.user(), Passwords.last(tx, pool, who));
        });
    pool.passwordPolicy().require(request.password(), false);
    passwords.requireNew(found.user(), found.last(), request.password());
    var isPermanent = Boolean.TRUE.equals(request.permanent());
    var owner = Passwords.Owner.of(pool.names(), found.user());
    var password = passwords.make(owner, request.password(), !isPermanent);
    var status = isPermanent ? UserStatus.CONFIRMED : UserStatus.FORCE_CHANGE_PASSWORD;
    var now = env.now();
    store.write(tx -> {
      var user = Directory.lock(tx, pool, found.user().sub().value());
      SignOut.afterReset(tx, user, now);
      UserWrites.setPassword(tx, pool, user.withStatus(status).next(now), password);
      return id;
    });
    return AdminSetUserPasswordResponse.builder().build();
  }

  /// @param last hashes of his last passwords, where the pool refuses them
  private record Found(Users.Row user, List<Sealed> last) {}
}
