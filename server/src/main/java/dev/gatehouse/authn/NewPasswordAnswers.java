package dev.gatehouse.authn;

import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.users.AttributeAccess;
import dev.gatehouse.users.AttributeCodes;
import dev.gatehouse.users.AttributeCodes.Prepared;
import dev.gatehouse.users.AttributeCodes.Wanted;
import dev.gatehouse.users.Attributes.Given;
import dev.gatehouse.users.Passwords;
import dev.gatehouse.users.SendLimits;
import dev.gatehouse.users.UserWrites;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// What a user gives in place of his temporary password: checked first, hashed then, stored in the
/// transaction that lets him in.
///
/// An address that comes with it and that the pool verifies is sent a code, as one that a user
/// changes (§2.7); that this is no exception is *assumed*. Nothing in the answer speaks of it, and
/// where it cannot be delivered, or more messages were sent than may be (BF-10), the user is in all
/// the same: he asks for another one.
final class NewPasswordAnswers {
  /// Of the API's passwords; the answer is no member that the API's constraints are checked on
  /// (SR-11).
  private static final int PASSWORD_MAX = 256;

  private static final Set<String> FLAGS = Set.of("email_verified", "phone_number_verified");

  private final Store store;
  private final Passwords passwords;
  private final AttributeCodes codes;
  private final SendLimits sends;
  private final Env env;

  NewPasswordAnswers(
      Store store, Passwords passwords, AttributeCodes codes, SendLimits sends, Env env) {
    this.store = store;
    this.passwords = passwords;
    this.codes = codes;
    this.sends = sends;
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
    var after = change.inForce(seen.user());
    requireUnused(who, seen.user(), password);
    var prepared = prepare(change, seen.user());
    var made =
        passwords.make(Passwords.Owner.of(who.rules().names(), seen.user()), password, false);
    var now = env.now();
    var confirmed = seen.user().withAttributes(after).withStatus(UserStatus.CONFIRMED);
    return new Step.Proved(
        who,
        new Users.Credentials(confirmed, Optional.of(made)),
        tx -> {
          Guesses.spend(tx, begun);
          var before = UnchangedUser.require(tx, seen);
          post(tx, before, change.wanted(before), prepared, now);
          return store(tx, change, before, made, now);
        });
  }

  /// Codes for the new addresses, outside of the transaction.
  ///
  /// @throws RefusedException with [Refusal.NotBuilt] when a trigger words the messages; with
  ///   [Refusal.AliasExists] when another user signs in with an address
  private List<Prepared> prepare(Change change, Users.Row user) {
    var wanted = change.wanted(user);
    if (wanted.isEmpty()) {
      return List.of();
    }
    var rules = change.who.rules();
    rules.requireOwnMessages();
    UserPools.Row pool =
        store.read(tx -> {
          AttributeCodes.requireFree(tx, rules, user.sub(), change.of(user));
          return tx.userPools()
              .find(user.poolId())
              .orElseThrow(() -> new RefusedException(new Refusal.UnknownPool(user.poolId())));
        });
    return wanted.stream().map(each -> codes.prepare(pool, user, each)).toList();
  }

  /// An administrator may have verified an address meanwhile: nothing is sent to it.
  private void post(
      WriteTx tx, Users.Row user, List<Wanted> wanted, List<Prepared> prepared, Instant now) {
    for (var each : prepared) {
      if (wanted.contains(each.wanted())) {
        var to = each.wanted().destination();
        if (sends.tryReserve(tx, user, AttemptKind.ATTRIBUTE_SEND, to, now)) {
          codes.post(tx, each);
        } else {
          AttributeCodes.keep(tx, each);
        }
      }
    }
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

    /// The addresses that the pool wants to be proved.
    List<Wanted> wanted(Users.Row user) {
      return AttributeCodes.wanted(who.rules(), user.attributes(), of(user));
    }

    /// What the user's attributes are until his codes come back. An address that the pool requires
    /// and that he did not have is in force at once, wherever it wants changes to be proved first:
    /// he would lack it (*assumed*).
    SortedMap<String, String> inForce(Users.Row user) {
      var after = of(user);
      var inForce = AttributeCodes.inForce(who.rules(), user.attributes(), after);
      who.rules()
          .attributes()
          .missing(inForce)
          .forEach(
              name -> Optional.ofNullable(after.get(name)).ifPresent(v -> inForce.put(name, v)));
      return inForce;
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
    var named = before.withAttributes(change.inForce(before)).next(now);
    UserWrites.update(tx, rules, before, named);
    var after = named.withStatus(UserStatus.CONFIRMED).next(now);
    UserWrites.setPassword(tx, rules, after, password);
    return after;
  }
}
