package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import dev.gatehouse.token.UserAccess;
import dev.gatehouse.users.Directory;
import dev.gatehouse.users.Passwords;
import dev.gatehouse.users.UserRules;
import dev.gatehouse.users.UserWrites;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordResponse;

/// `ChangePassword`: the user's own. Each guess of the previous one is counted before it is looked
/// at, five an hour (SR-24, BF-03). Tokens stay good (§5.3).
///
/// Source: API reference: ChangePassword; behaviour reference users §2.5, §2.10, §2.13, §5.1.
final class ChangePassword implements Operation<ChangePasswordRequest, ChangePasswordResponse> {
  private final Store store;
  private final TokenUsers users;
  private final Passwords passwords;
  private final Env env;

  ChangePassword(Store store, TokenUsers users, Passwords passwords, Env env) {
    this.store = store;
    this.users = users;
    this.passwords = passwords;
    this.env = env;
  }

  @Override
  public ChangePasswordResponse run(ChangePasswordRequest request, Caller caller) {
    var access = users.read(request.accessToken());
    var found = found(access);
    found.pool().passwordPolicy().require(request.proposedPassword(), false);
    requirePrevious(found, request.previousPassword());
    var user = found.who().user();
    passwords.requireNew(user, found.last(), request.proposedPassword());
    var owner = Passwords.Owner.of(found.pool().names(), user);
    var password = passwords.make(owner, request.proposedPassword(), false);
    var now = env.now();
    store.write(tx -> {
      var current = users.lock(tx, access).user();
      // Whoever set another one meanwhile knew more than the previous one.
      requireUnchanged(tx.users().findCredentials(user.poolId(), user.sub()), found.who());
      tx.attempts().giveBack(user.poolId(), user.sub().value(), AttemptKind.CHANGE_PASSWORD, now);
      UserWrites.setPassword(tx, found.pool(), confirmed(current).next(now), password);
      return now;
    });
    return ChangePasswordResponse.builder().build();
  }

  /// @param last hashes of his last passwords, where the pool refuses them
  private record Found(UserRules pool, Users.Credentials who, List<Sealed> last) {}

  private Found found(UserAccess access) {
    return store.read(tx -> {
      var signed = users.require(tx, access);
      var pool = signed.pool();
      var who = Directory.requireCredentials(tx, pool, signed.user().sub().value());
      return new Found(pool, who, Passwords.last(tx, pool, who));
    });
  }

  /// A user without a password has no previous one (§2.5). Who comes from an identity provider gets
  /// none here: he has no password flow (§6.6).
  private void requirePrevious(Found found, @Nullable String previous) {
    var user = found.who().user();
    var now = env.now();
    store.write(tx -> {
      tx.attempts().reserve(user.poolId(), user.sub().value(), AttemptKind.CHANGE_PASSWORD, now);
      return now;
    });
    var isProved =
        found.who().password().isEmpty()
            ? user.status() != UserStatus.EXTERNAL_PROVIDER
            : previous != null && passwords.matches(Optional.of(found.who()), previous);
    if (!isProved) {
      throw new RefusedException(new Refusal.WrongPassword());
    }
  }

  private static void requireUnchanged(Optional<Users.Credentials> now, Users.Credentials before) {
    if (!now.flatMap(Users.Credentials::password).equals(before.password())) {
      throw new RefusedException(new Refusal.WrongPassword());
    }
  }

  /// What he chose himself is no temporary password any more.
  private static Users.Row confirmed(Users.Row user) {
    return user.status() == UserStatus.FORCE_CHANGE_PASSWORD
        ? user.withStatus(UserStatus.CONFIRMED)
        : user;
  }
}
