package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.aws.UserError;
import dev.gatehouse.delivery.Letter;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.NewUser;
import dev.gatehouse.users.Passwords;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.UserRules;
import dev.gatehouse.users.UserWrites;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/// `AdminCreateUser`: a user with a temporary password, or without one where a code is enough to
/// sign in; or another invitation for one. `ValidationData` and `ClientMetadata` are for triggers
/// alone; of a request for another invitation, attributes are not looked at (*assumed*).
///
/// Source: API reference: AdminCreateUser; behaviour reference users §2.2, §2.4.
final class AdminCreateUser implements Operation<AdminCreateUserRequest, AdminCreateUserResponse> {
  private final Store store;
  private final RuleBook rules;
  private final Passwords passwords;
  private final Postbox postbox;
  private final Env env;

  AdminCreateUser(Store store, RuleBook rules, Passwords passwords, Postbox postbox, Env env) {
    this.store = store;
    this.rules = rules;
    this.passwords = passwords;
    this.postbox = postbox;
    this.env = env;
  }

  @Override
  public AdminCreateUserResponse run(AdminCreateUserRequest request, Caller caller) {
    var id = PoolScope.require(caller, request.userPoolId());
    UserPools.Row pool = store.read(tx -> PoolScope.find(tx, id));
    var user =
        request.messageAction() == MessageActionType.RESEND
            ? inviteAgain(request, pool)
            : create(request, pool);
    return AdminCreateUserResponse.builder().user(UserView.describe(user)).build();
  }

  private Users.Row create(AdminCreateUserRequest request, UserPools.Row row) {
    var pool = rules.of(row);
    Triggers.requireNone(pool, "PreSignUp");
    try {
      var given = Optional.ofNullable(request.temporaryPassword());
      var attributes = UserView.given(request.userAttributes());
      var draft = NewUser.byAdministrator(pool, request.username(), attributes, given, env);
      return insert(request, row, draft);
    } catch (RefusedException refused) {
      throw worded(pool, refused);
    }
  }

  private Users.Row insert(AdminCreateUserRequest request, UserPools.Row row, NewUser draft) {
    var pool = rules.of(row);
    var user = draft.user();
    var force = Boolean.TRUE.equals(request.forceAliasCreation());
    var invitation = Invitation.of(request, user.attributes());
    var secret = draft.password(pool, invitation.isSent(), env);
    if (secret.isPresent()) { // Before the time that hashing it takes.
      store.read(tx -> {
        UserWrites.requireFree(tx, pool, user, force);
        return user;
      });
    }
    var owner = Passwords.Owner.of(pool.names(), user);
    var password = secret.map(text -> passwords.make(owner, text, true));
    var letters = invitation.letters(postbox, row, user, request.username(), secret);
    store.write(tx -> {
      UserWrites.insert(tx, pool, user, password, force);
      password.ifPresent(made -> Passwords.remember(tx, pool, user.sub(), made));
      letters.forEach(letter -> postbox.post(tx, letter));
      return user;
    });
    letters.forEach(Letter::requireWay);
    return user;
  }

  /// Another temporary password, which holds from now on, and another message with it.
  private Users.Row inviteAgain(AdminCreateUserRequest request, UserPools.Row row) {
    var pool = rules.of(row);
    Users.Row found =
        store.read(tx -> requireInvited(Directory.require(tx, pool, request.username()), request));
    var given = Optional.ofNullable(request.temporaryPassword());
    given.ifPresent(password -> pool.passwordPolicy().require(password, false));
    var secret = given.orElseGet(() -> NewUser.mintPassword(pool, env));
    var password = passwords.make(Passwords.Owner.of(pool.names(), found), secret, true);
    var letters =
        Invitation.of(request, found.attributes())
            .letters(postbox, row, found, request.username(), Optional.of(secret));
    var now = env.now();
    Users.Row invited =
        store.write(tx -> {
          var user = requireInvited(Directory.lock(tx, pool, found.sub().value()), request);
          UserWrites.setPassword(tx, pool, user.next(now), password);
          letters.forEach(letter -> postbox.post(tx, letter));
          return user.next(now);
        });
    letters.forEach(Letter::requireWay);
    return invited;
  }

  private static Users.Row requireInvited(Users.Row user, AdminCreateUserRequest request) {
    if (user.status() != UserStatus.FORCE_CHANGE_PASSWORD) {
      throw new RefusedException(new Refusal.NotInvited(request.username()));
    }
    return user;
  }

  /// A taken name in the words of this operation (§2.2).
  private static RuntimeException worded(UserRules pool, RefusedException refused) {
    return switch (refused.refusal()) {
      case Refusal.UsernameExists _ -> new ApiException(UserError.USER_ACCOUNT_EXISTS);
      case Refusal.AliasExists(var kind) when pool.names().usernameAttributes().contains(kind) ->
          new ApiException(UserError.ADDRESS_EXISTS, kind.attribute());
      default -> refused;
    };
  }
}
