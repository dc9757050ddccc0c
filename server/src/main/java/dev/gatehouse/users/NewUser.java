package dev.gatehouse.users;

import dev.gatehouse.env.Env;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.TemporaryPassword;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A user whom an administrator makes, not stored yet (§2.4).
///
/// @param given the temporary password that the administrator chose
public record NewUser(Users.Row user, Optional<String> given) {
  /// Without a password, in a pool where a code is enough to sign in, he is confirmed, and must
  /// have an address for codes; otherwise he has to change the password that he is given.
  ///
  /// @param name what the administrator calls him
  /// @throws RefusedException for a name, an attribute or a password that the pool does not take
  public static NewUser byAdministrator(
      UserRules pool,
      String name,
      List<Attributes.Given> attributes,
      Optional<String> password,
      Env env) {
    var sub = UserSub.mint(env.random());
    var called = NewName.of(pool.names(), name, sub, attributes);
    var accepted = pool.attributes().create(called.attributes(), AttributeAccess.ADMINISTRATOR);
    password.ifPresent(text -> pool.passwordPolicy().require(text, false));
    var status = UserStatus.FORCE_CHANGE_PASSWORD;
    if (password.isEmpty() && pool.isPasswordless()) {
      requireContact(pool, accepted);
      status = UserStatus.CONFIRMED;
    }
    var user = Users.Row.create(pool.poolId(), sub, called.username(), status, accepted, env.now());
    return new NewUser(user, password);
  }

  /// Without a password a user needs an address for codes (§2.3, §2.4).
  static void requireContact(UserRules pool, Map<String, String> attributes) {
    var missing = new ArrayList<String>();
    for (var medium : DeliveryMedium.values()) {
      if (pool.firstFactors().contains(medium + "_OTP")) {
        if (attributes.containsKey(medium.attribute())) {
          return;
        }
        missing.add(medium.attribute());
      }
    }
    throw new RefusedException(new Refusal.NonConformingAttributes(missing, List.of()));
  }

  /// The password that he gets: the one that was chosen, or one that is made, where he is told of
  /// it. Of one that nobody is told nothing needs to be stored: no password is his then.
  ///
  /// @param isTold whether a message goes to him
  public Optional<String> password(UserRules pool, boolean isTold, Env env) {
    if (given.isPresent() || !isTold || user.status() == UserStatus.CONFIRMED) {
      return given;
    }
    return Optional.of(mintPassword(pool, env));
  }

  /// A temporary password that the pool takes.
  public static String mintPassword(UserRules pool, Env env) {
    return TemporaryPassword.mint(pool.passwordPolicy(), env.random()).value();
  }

  /// Without the password.
  @Override
  public String toString() {
    return "NewUser[" + user + "]";
  }
}
