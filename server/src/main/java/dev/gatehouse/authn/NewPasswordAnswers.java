package dev.gatehouse.authn;

import dev.gatehouse.env.Env;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.users.AttributeAccess;
import dev.gatehouse.users.Attributes.Given;
import dev.gatehouse.users.Passwords;
import dev.gatehouse.users.UserWrites;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// What a user gives in place of his temporary password: checked first, hashed then, stored in the
/// transaction that lets him in.
final class NewPasswordAnswers {
  /// Of the API's passwords; the answer is no member that the API's constraints are checked on
  /// (SR-11).
  private static final int PASSWORD_MAX = 256;

  private static final Set<String> FLAGS = Set.of("email_verified", "phone_number_verified");

  private final Store store;
  private final Passwords passwords;
  private final Env env;

  NewPasswordAnswers(Store store, Passwords passwords, Env env) {
    this.store = store;
    this.passwords = passwords;
    this.env = env;
  }

  /// @param seen with the temporary password
  /// @param attributes by name
  /// @throws RefusedException with the refusal of the password or of an attribute
  Step take(
      AuthSession begun,
      Claimant who,
      Users.Credentials seen,
      String password,
      Map<String, String> attributes) {
    requireShape(password);
    who.rules().passwordPolicy().require(password, false);
    var change = new Change(who, given(attributes), access(who));
    var after = change.of(seen.user());
    requireUnused(who, seen.user(), password);
    var made = passwords.make(Passwords.Owner.of(seen.user()), password, false);
    var now = env.now();
    var confirmed = seen.user().withAttributes(after).withStatus(UserStatus.CONFIRMED);
    return new Step.Proved(
        who,
        new Users.Credentials(confirmed, Optional.of(made)),
        tx -> {
          Guesses.spend(tx, begun);
          return store(tx, change, UnchangedUser.require(tx, seen), made, now);
        });
  }

  /// As the API's passwords are (§2.10). Which refusal the service has here is not known.
  private static void requireShape(String password) {
    if (password.length() > PASSWORD_MAX
        || password.codePoints().anyMatch(Character::isWhitespace)) {
      throw new RefusedException(new Refusal.Malformed("not a password"));
    }
  }

  private static List<Given> given(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(entry -> new Given(entry.getKey(), Optional.of(entry.getValue())))
        .toList();
  }

  private AttributeAccess access(Claimant who) {
    return store.read(tx ->
        tx.appClients()
            .find(who.poolId(), who.client().id())
            .map(AttributeAccess::of)
            .orElseThrow(
                () -> new RefusedException(new Refusal.UnknownClient(who.client().id().value()))));
  }

  /// The attributes that come with the password. Pure.
  private record Change(Claimant who, List<Given> given, AttributeAccess access) {
    /// What the user's attributes become.
    ///
    /// @throws RefusedException with [Refusal.NonMutableAttribute] for a flag, with
    ///   [Refusal.ProvidedAttribute] for a required one that has a value, with
    ///   [Refusal.NonConformingAttributes] when a required one is still missing, and as
    ///   [dev.gatehouse.users.Attributes#update]
    SortedMap<String, String> of(Users.Row user) {
      var schema = who.rules().attributes();
      for (var each : given) {
        if (FLAGS.contains(each.name())) {
          throw new RefusedException(new Refusal.NonMutableAttribute(each.name()));
        }
        if (user.attributes().containsKey(each.name()) && schema.isRequired(each.name())) {
          throw new RefusedException(new Refusal.ProvidedAttribute(each.name()));
        }
      }
      var after = schema.update(user.attributes(), given, access);
      var missing = schema.missing(after);
      if (!missing.isEmpty()) {
        throw new RefusedException(new Refusal.NonConformingAttributes(missing, List.of()));
      }
      return after;
    }
  }

  /// The temporary password is none of those that he chose: he may keep it (§3.5).
  private void requireUnused(Claimant who, Users.Row user, String password) {
    var chosen = new Users.Credentials(user, Optional.empty());
    passwords.requireNew(user, store.read(tx -> Passwords.last(tx, who.rules(), chosen)), password);
  }

  private static Users.Row store(
      WriteTx tx, Change change, Users.Row before, Users.Password password, Instant now) {
    var rules = change.who.rules();
    var named = before.withAttributes(change.of(before)).next(now);
    UserWrites.update(tx, rules, before, named);
    var after = named.withStatus(UserStatus.CONFIRMED).next(now);
    UserWrites.setPassword(tx, rules, after, password);
    return after;
  }
}
