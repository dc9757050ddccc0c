package dev.gatehouse.users;

import dev.gatehouse.delivery.Letter;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserCodes;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.token.SignOut;
import java.util.List;
import java.util.Optional;

/// Users who have forgotten their password (§2.11): a code goes to an address that is verified, and
/// whoever types it back chooses another password. Until then the old one holds, unless an
/// administrator began.
///
/// Everything here blocks.
public final class PasswordResets {
  private static final CodeUse USE = CodeUse.RESET;
  private static final MessageKind KIND = MessageKind.FORGOT_PASSWORD;

  private final Store store;
  private final Passwords passwords;
  private final Codes codes;
  private final SendLimits sends;
  private final WrongGuesses wrongGuesses;
  private final Env env;

  PasswordResets(Store store, Passwords passwords, Codes codes, UserLimits limits, Env env) {
    this.store = store;
    this.passwords = passwords;
    this.codes = codes;
    sends = limits.sends();
    wrongGuesses = limits.wrongGuesses();
    this.env = env;
  }

  /// Sends a code, five times an hour (BF-10). Where the client hides whom there is, nobody, a user
  /// who is disabled, one whose status does not allow it and one without a verified address that
  /// can be reached are sent one in the same words (§2.9, EN-02). Of the status that is *assumed*:
  /// the service documents the refusal for clients that hide nothing.
  ///
  /// @throws RefusedException with [Refusal.RecoveryByAdministrator]; where the client hides
  ///   nothing with [Refusal.UnknownUsername], [Refusal.UserDisabled], [Refusal.NotResettable] or
  ///   [Refusal.NoRecoveryAddress], or with [Refusal.TooManyWrongGuesses]; with
  ///   [Refusal.AttemptLimitExceeded], [Refusal.TooManyMessagesOfSource] or
  ///   [Refusal.TooManyMessagesToRecipient]; with [Refusal.CodeNotDelivered] when it is counted
  public SentCode begin(Named who) {
    return wrongGuesses.watchNames(who, () -> sends.within(who.source(), () -> send(who)));
  }

  private SentCode send(Named who) {
    var pool = who.pool();
    if (pool.selfService().recovery().isEmpty()) {
      throw new RefusedException(new Refusal.RecoveryByAdministrator());
    }
    pool.requireNoTrigger("UserMigration");
    pool.requireOwnMessages();
    var active = who.active(PasswordResets::isResettable, _ -> new Refusal.NotResettable());
    var media = codes.media(who, pool.selfService().recovery());
    var to = active.flatMap(user -> Destination.ofRecovery(media, user.attributes()));
    if (to.isEmpty() && !who.hidesUsers()) {
      throw new RefusedException(new Refusal.NoRecoveryAddress());
    }
    var letter =
        active.isPresent() && to.isPresent()
            ? send(who, active.get(), to.get())
            : codes.pretend(who, USE, KIND, decoyMedia(pool, media));
    letter.requireWay();
    return SentCode.of(letter);
  }

  private Letter send(Named who, Users.Row found, Destination to) {
    var code = codes.prepare(who.row(), found, USE, KIND, to);
    var now = env.now();
    store.write(tx -> {
      requireResettable(lock(tx, found));
      tx.attempts().reserve(who.poolId(), who.subject(), USE.sends(), now);
      codes.send(tx, who, USE, code, now);
      return code;
    });
    return code.letter();
  }

  /// Of the media by which passwords are replaced those that the pool verifies, because users have
  /// such addresses; all of them where it verifies none of them.
  private static List<DeliveryMedium> decoyMedia(UserRules pool, List<DeliveryMedium> all) {
    var verified =
        all.stream().filter(medium -> pool.autoVerified().contains(medium.attribute())).toList();
    return verified.isEmpty() ? all : verified;
  }

  /// As [#begin], by an administrator: the password does not hold any more. He is told the truth,
  /// and may do so as often as he likes.
  ///
  /// @param name a username, an active alias or a sub
  /// @throws RefusedException with [Refusal.UnknownUser], [Refusal.UserDisabled],
  ///   [Refusal.NotResettable] or [Refusal.NoRecoveryAddress]; with [Refusal.CodeNotDelivered] when
  ///   the password holds no more
  public void require(UserPools.Row row, UserRules pool, String name) {
    pool.requireOwnMessages();
    Users.Row found = store.read(tx -> requireEnabled(Directory.require(tx, pool, name)));
    requireResettable(found);
    var to =
        Destination.ofRecovery(pool.selfService().recovery(), found.attributes())
            .orElseThrow(() -> new RefusedException(new Refusal.NoRecoveryAddress()));
    var code = codes.prepare(row, found, USE, KIND, to);
    var now = env.now();
    store.write(tx -> {
      var user = requireEnabled(lock(tx, found));
      requireResettable(user);
      tx.users().update(user.withStatus(UserStatus.RESET_REQUIRED).next(now));
      codes.send(tx, code);
      return code;
    });
    code.letter().requireWay();
  }

  private static Users.Row requireEnabled(Users.Row user) {
    if (!user.enabled()) {
      throw new RefusedException(new Refusal.UserDisabled());
    }
    return user;
  }

  private static Users.Row lock(WriteTx tx, Users.Row found) {
    return tx.users()
        .lock(found.poolId(), found.sub())
        .orElseThrow(() -> new RefusedException(new Refusal.UnknownUser(found.sub().value())));
  }

  /// §2.5.
  private static boolean isResettable(UserStatus status) {
    return switch (status) {
      case UNCONFIRMED, CONFIRMED, RESET_REQUIRED -> true;
      case FORCE_CHANGE_PASSWORD, EXTERNAL_PROVIDER, ARCHIVED, COMPROMISED, UNKNOWN -> false;
    };
  }

  private static void requireResettable(Users.Row user) {
    if (!isResettable(user.status())) {
      throw new RefusedException(new Refusal.NotResettable());
    }
  }

  /// Sets a new password for a user who types back his code. He is confirmed then, and may sign in
  /// at once, however often somebody has guessed his old one (BF-07); with everything else that the
  /// pool asks of him (SR-23). Tokens stay good (§5.3), but for those of a user whose password an
  /// administrator has reset.
  ///
  /// @throws RefusedException with [Refusal.WeakPassword]; where the client hides nothing with
  ///   [Refusal.UnknownUsername] or [Refusal.UserDisabled]; with [Refusal.AttemptLimitExceeded],
  ///   [Refusal.WrongCode], [Refusal.ExpiredCode], [Refusal.TooManyWrongGuesses] or
  ///   [Refusal.ReusedPassword]
  public void confirm(Named who, String guess, String newPassword) {
    var code = wrongGuesses.watch(who.source(), () -> requireCode(who, guess, newPassword));
    var pool = who.pool();
    var found = found(pool, code);
    passwords.requireNew(found.user(), found.last(), newPassword);
    var password =
        passwords.make(Passwords.Owner.of(pool.names(), found.user()), newPassword, false);
    var now = env.now();
    store.write(tx -> {
      var user = requireReached(lock(tx, found.user()), code);
      requireResettable(user);
      codes.take(tx, code, USE, now);
      // Who has reset his password needs no code to confirm his sign-up.
      tx.userCodes().delete(user.poolId(), user.sub(), CodePurpose.CONFIRM_SIGN_UP);
      SignOut.afterReset(tx, user, now);
      UserWrites.setPassword(tx, pool, user.withStatus(UserStatus.CONFIRMED).next(now), password);
      return code;
    });
  }

  private UserCodes.Row requireCode(Named who, String guess, String newPassword) {
    var pool = who.pool();
    pool.requireNoTrigger("PostConfirmation");
    pool.passwordPolicy().require(newPassword, false);
    // Whom [#begin] sends what nobody is sent is answered as nobody is (EN-03).
    var active = who.active().filter(user -> !who.hidesUsers() || isResettable(user.status()));
    return codes.require(who, active, USE, guess);
  }

  /// Codes go to verified addresses only. One that is not the user's any more, or not verified any
  /// more, for instance because another user has proved that it is his, resets nothing.
  private static Users.Row requireReached(Users.Row user, UserCodes.Row code) {
    var isReached =
        user.enabled()
            && code.destination().equals(user.attributes().get(code.attribute()))
            && Destination.isVerified(code.attribute(), user.attributes());
    if (!isReached) {
      throw Codes.expired();
    }
    return user;
  }

  /// @param last hashes of his last passwords, where the pool refuses them
  private record Found(Users.Row user, List<Sealed> last) {}

  private Found found(UserRules pool, UserCodes.Row code) {
    return store
        .<Optional<Found>>read(tx ->
            tx.users()
                .findCredentials(code.poolId(), code.sub())
                .map(who -> new Found(who.user(), Passwords.last(tx, pool, who))))
        .orElseThrow(Codes::expired);
  }
}
