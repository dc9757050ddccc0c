package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Store;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.RuleBook;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpResponse;

/// `AdminConfirmSignUp`: confirms without verifying anything.
///
/// Source: API reference: AdminConfirmSignUp; behaviour reference users §2.3.
final class AdminConfirmSignUp
    implements Operation<AdminConfirmSignUpRequest, AdminConfirmSignUpResponse> {
  private final Store store;
  private final RuleBook rules;
  private final Env env;

  AdminConfirmSignUp(Store store, RuleBook rules, Env env) {
    this.store = store;
    this.rules = rules;
    this.env = env;
  }

  @Override
  public AdminConfirmSignUpResponse run(AdminConfirmSignUpRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    var now = env.now();
    store.write(tx -> {
      var pool = rules.of(PoolScope.find(tx, id));
      var user = Directory.lock(tx, pool, request.username());
      Triggers.requireNone(pool, "PostConfirmation");
      if (user.status() != UserStatus.UNCONFIRMED) {
        throw new RefusedException(new Refusal.NotUnconfirmed(user.status()));
      }
      tx.users().update(user.withStatus(UserStatus.CONFIRMED).next(now));
      return id;
    });
    return AdminConfirmSignUpResponse.builder().build();
  }
}
