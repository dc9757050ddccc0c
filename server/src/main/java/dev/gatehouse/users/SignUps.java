package dev.gatehouse.users;

import dev.gatehouse.delivery.Letter;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserCodes;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Users who sign themselves up (§2.3): unconfirmed, until they type back the code that goes to an
/// address which the pool verifies by itself. Where there is none, no code goes anywhere, and only
/// an administrator can confirm them.
///
/// Everything here blocks.
public final class SignUps {
  private final Store store;
  private final RuleBook rules;
  private final Passwords passwords;
  private final Codes codes;
  private final SendLimits sends;
  private final WrongGuesses wrongGuesses;
  private final Env env;

  SignUps(
      Store store, RuleBook rules, Passwords passwords, Codes codes, UserLimits limits, Env env) {
    this.store = store;
    this.rules = rules;
    this.passwords = passwords;
    this.codes = codes;
    sends = limits.sends();
    wrongGuesses = limits.wrongGuesses();
    this.env = env;
  }

  /// What somebody wants to be.
  ///
  /// @param name as of [NewName]
  /// @param password empty where a code is enough to sign in
  /// @param source from where
  public record Wanted(
      String name, Optional<String> password, List<Attributes.Given> attributes, Source source) {
    public Wanted {
      attributes = List.copyOf(attributes);
    }

    /// Without the name and the password.
    @Override
    public String toString() {
      return "Wanted[…]";
    }
  }

  /// @param sent empty when no code was sent
  public record SignedUp(UserSub sub, Optional<SentCode> sent) {}

  private record Place(UserPools.Row row, UserRules pool, AttributeAccess access) {}

  /// A new user, unconfirmed. He stays also when his code cannot be delivered (§2.3).
  ///
  /// @throws RefusedException with [Refusal.SignUpNotAllowed]; for a name, an attribute or a
  ///   password that the pool does not take; with [Refusal.UsernameExists] or
  ///   [Refusal.AliasExists]; with [Refusal.TooManyMessagesOfSource] or
  ///   [Refusal.TooManyMessagesToRecipient]; with [Refusal.CodeNotDelivered] when the user was made
  public SignedUp signUp(AppClient client, Wanted wanted) {
    var place = place(client.poolId(), client.id());
    var pool = place.pool();
    if (!pool.selfService().signUp()) {
      throw new RefusedException(new Refusal.SignUpNotAllowed());
    }
    pool.requireNoTrigger("PreSignUp");
    var user = user(place, wanted);
    var code =
        Destination.ofSignUp(Destination.signUpMedia(pool.autoVerified()), user.attributes())
            .map(to -> {
              pool.requireOwnMessages();
              return codes.prepare(place.row(), user, CodeUse.SIGN_UP, MessageKind.SIGN_UP, to);
            });
    var source = code.isPresent() ? wanted.source() : Source.OF_MANY;
    return sends.within(source, () -> make(pool, wanted, user, code));
  }

  private SignedUp make(
      UserRules pool, Wanted wanted, Users.Row user, Optional<Codes.Prepared> code) {
    store.read(tx -> {
      UserWrites.requireFree(tx, pool, user, false);
      return user;
    });
    var password =
        wanted
            .password()
            .map(text -> passwords.make(Passwords.Owner.of(pool.names(), user), text, false));
    var now = env.now();
    store.write(tx -> {
      UserWrites.insert(tx, pool, user, password, false);
      password.ifPresent(made -> Passwords.remember(tx, pool, user.sub(), made));
      code.ifPresent(prepared -> codes.send(tx, CodeUse.SIGN_UP, prepared, now));
      return user;
    });
    code.map(Codes.Prepared::letter).ifPresent(Letter::requireWay);
    return new SignedUp(user.sub(), code.map(Codes.Prepared::letter).map(SentCode::of));
  }

  private Place place(UserPoolId poolId, ClientId clientId) {
    return store.read(tx -> {
      var row =
          tx.userPools()
              .find(poolId)
              .orElseThrow(() -> new RefusedException(new Refusal.UnknownPool(poolId)));
      var client =
          tx.appClients()
              .find(poolId, clientId)
              .orElseThrow(() -> new RefusedException(new Refusal.UnknownClient(clientId.value())));
      return new Place(row, rules.of(row), AttributeAccess.of(client));
    });
  }

  private Users.Row user(Place place, Wanted wanted) {
    var pool = place.pool();
    var sub = UserSub.mint(env.random());
    var name = NewName.of(pool.names(), wanted.name(), sub, wanted.attributes());
    var attributes = pool.attributes().signUp(name.attributes(), place.access());
    requireNoFreeAlias(pool, attributes);
    wanted
        .password()
        .ifPresentOrElse(
            text -> pool.passwordPolicy().require(text, true),
            () -> requirePasswordless(pool, attributes));
    return Users.Row.create(
        pool.poolId(), sub, name.username(), UserStatus.UNCONFIRMED, attributes, env.now());
  }

  /// An alias that nothing verifies is only for users who have proved themselves otherwise (§2.2).
  private static void requireNoFreeAlias(UserRules pool, Map<String, String> attributes) {
    var kind = LoginKind.PREFERRED_USERNAME;
    if (pool.names().aliasAttributes().contains(kind) && attributes.containsKey(kind.attribute())) {
      throw new RefusedException(new Refusal.AliasAtSignUp(kind));
    }
  }

  private static void requirePasswordless(UserRules pool, Map<String, String> attributes) {
    if (!pool.isPasswordless()) {
      throw new RefusedException(new Refusal.PasswordMissing());
    }
    NewUser.requireContact(pool, attributes);
  }

  /// Confirms a user who types back his code: the address to which it went is verified, and finds
  /// him from now on where the pool wants that. A client that hides whom there is does not learn
  /// that a user is confirmed: it has no code that is right (§2.9, EN-03).
  ///
  /// @param force takes an alias away from whoever has it: `ForceAliasCreation` (AT-10)
  /// @throws RefusedException with [Refusal.UnknownUsername], [Refusal.UserDisabled] or
  ///   [Refusal.NotUnconfirmed] where the client hides nothing; with
  ///   [Refusal.AttemptLimitExceeded], [Refusal.WrongCode], [Refusal.ExpiredCode],
  ///   [Refusal.TooManyWrongGuesses] or [Refusal.AliasExists]
  public void confirm(Named who, String guess, boolean force) {
    var pool = who.pool();
    pool.requireNoTrigger("PostConfirmation");
    var code = wrongGuesses.watch(who.source(), () -> requireCode(who, guess));
    var now = env.now();
    store.write(tx -> {
      var user =
          tx.users()
              .lock(code.poolId(), code.sub())
              .filter(Users.Row::enabled)
              .orElseThrow(Codes::expired);
      requireUnconfirmed(user);
      codes.take(tx, code, CodeUse.SIGN_UP, now);
      var confirmed =
          user.withAttributes(Codes.proved(user, code)).withStatus(UserStatus.CONFIRMED).next(now);
      UserWrites.update(tx, pool, user, confirmed, force);
      return code;
    });
  }

  private UserCodes.Row requireCode(Named who, String guess) {
    var active = who.active(UserStatus.UNCONFIRMED::equals, Refusal.NotUnconfirmed::new);
    return codes.require(who, active, CodeUse.SIGN_UP, guess);
  }

  private static void requireUnconfirmed(Users.Row user) {
    if (user.status() != UserStatus.UNCONFIRMED) {
      throw new RefusedException(new Refusal.NotUnconfirmed(user.status()));
    }
  }

  /// Another code in place of the one before, five times an hour; guesses stay counted (BF-10,
  /// BF-11). Where the client hides whom there is, to nobody, to a user who is disabled or
  /// confirmed and to one without an address that can be reached one is sent in the same words
  /// (§2.9, EN-03).
  ///
  /// @throws RefusedException with [Refusal.UnknownUsername], [Refusal.UserDisabled] or
  ///   [Refusal.AlreadyConfirmed] where the client hides nothing, and there with
  ///   [Refusal.TooManyWrongGuesses]; with [Refusal.NothingToVerify],
  ///   [Refusal.AttemptLimitExceeded], [Refusal.TooManyMessagesOfSource] or
  ///   [Refusal.TooManyMessagesToRecipient]; with [Refusal.CodeNotDelivered] when it is counted
  public SentCode resend(Named who) {
    return wrongGuesses.watchNames(who, () -> sends.within(who.source(), () -> sendAgain(who)));
  }

  private SentCode sendAgain(Named who) {
    var pool = who.pool();
    var media = codes.media(who, Destination.signUpMedia(pool.autoVerified()));
    var _ = who.active(); // Whom there is not is told first.
    if (media.isEmpty()) {
      throw new RefusedException(new Refusal.NothingToVerify());
    }
    pool.requireOwnMessages();
    var active = who.active(UserStatus.UNCONFIRMED::equals, _ -> new Refusal.AlreadyConfirmed());
    var to = active.flatMap(user -> Destination.ofSignUp(media, user.attributes()));
    if (to.isEmpty() && !who.hidesUsers()) {
      throw new RefusedException(new Refusal.NothingToVerify());
    }
    var letter =
        active.isPresent() && to.isPresent()
            ? resend(who, active.get(), to.get())
            : codes.pretend(who, CodeUse.SIGN_UP, MessageKind.RESEND_CODE, media);
    letter.requireWay();
    return SentCode.of(letter);
  }

  private Letter resend(Named who, Users.Row user, Destination to) {
    var code = codes.prepare(who.row(), user, CodeUse.SIGN_UP, MessageKind.RESEND_CODE, to);
    var now = env.now();
    store.write(tx -> {
      requireNotConfirmed(tx.users().lock(user.poolId(), user.sub()).orElseThrow(Codes::expired));
      tx.attempts().reserve(who.poolId(), who.subject(), CodeUse.SIGN_UP.sends(), now);
      codes.send(tx, who, CodeUse.SIGN_UP, code, now);
      return code;
    });
    return code.letter();
  }

  private static void requireNotConfirmed(Users.Row user) {
    if (user.status() != UserStatus.UNCONFIRMED) {
      throw new RefusedException(new Refusal.AlreadyConfirmed());
    }
  }
}
