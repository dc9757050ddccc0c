package dev.gatehouse.users;

import dev.gatehouse.crypto.KeyedHash;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.delivery.Draft;
import dev.gatehouse.delivery.Letter;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.OneTimeCode;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserCodes;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The codes that users are sent and type back (§8.4): 6 digits, stored as a keyed hash of what
/// they are for (BF-12, BF-15), dead after five wrong guesses (BF-08) and after their time.
final class Codes {
  /// How often one code is looked at.
  static final int GUESSES_MAX = 5;

  private final Store store;
  private final Postbox postbox;
  private final Env env;
  private final KeyedHash hashes;
  private final DecoyCodes decoys;
  private final SendLimits limits;
  private final WrongGuesses wrongGuesses;

  Codes(Store store, Sealer sealer, Postbox postbox, UserLimits limits, Env env) {
    this.store = store;
    this.postbox = postbox;
    this.limits = limits.sends();
    wrongGuesses = limits.wrongGuesses();
    this.env = env;
    hashes = new KeyedHash(sealer, "user-code");
    decoys = new DecoyCodes(new KeyedHash(sealer, "decoy-code"));
  }

  /// A code and the letter that carries it, neither stored yet.
  record Prepared(UserCodes.Row row, Letter letter) {}

  /// A new code; outside of a transaction, because it renders and seals.
  ///
  /// @throws RefusedException with [Refusal.LinkNotBuilt] when the pool verifies by link
  Prepared prepare(
      UserPools.Row pool, Users.Row user, CodeUse use, MessageKind kind, Destination to) {
    var code = OneTimeCode.mint(OneTimeCode.DIGITS, env.random());
    var now = env.now();
    var row =
        new UserCodes.Row(
            pool.id(),
            user.sub(),
            use.purpose(),
            hash(pool.id(), user.sub(), use.purpose(), code.value()),
            to.medium().attribute(),
            to.address(),
            0,
            now,
            now.plus(use.ttl()));
    var draft =
        new Draft(
            pool.id(),
            kind,
            to.medium(),
            to.address(),
            user.sub(),
            user.username().value(),
            Optional.of(code.value()));
    return new Prepared(row, postbox.render(pool.document(), draft));
  }

  /// Sends nothing to a user whom nobody is, as if it were a code: the same limit holds, and
  /// whatever is wrong with letters of this pool is wrong with that one (EN-02). Statement by
  /// statement the database has as much to do and to make durable (EN-06): whoever looks for a user
  /// finds none, and the letter is taken out again before anybody can see it. It takes nothing from
  /// the owner of the address: he would get no more messages after some for names that look like
  /// his (BF-07).
  ///
  /// @param media as of [DecoyCodes#destination]
  /// @return a letter that nobody gets
  /// @throws RefusedException with [Refusal.AttemptLimitExceeded] or
  ///   [Refusal.TooManyMessagesToRecipient]
  Letter pretend(Named who, CodeUse use, MessageKind kind, List<DeliveryMedium> media) {
    var to = decoys.destination(who, media);
    var nobody = UserSub.mint(env.random());
    var draft =
        new Draft(
            who.poolId(),
            kind,
            to.medium(),
            to.address(),
            nobody,
            "",
            Optional.of(OneTimeCode.mint(OneTimeCode.DIGITS, env.random()).value()));
    var letter = postbox.render(who.row().document(), draft);
    var now = env.now();
    var code = decoys.prepare(who, use, now);
    store.write(tx -> {
      tx.users().lock(who.poolId(), nobody);
      tx.attempts().reserve(who.poolId(), who.subject(), use.sends(), now);
      var _ = hasRoom(tx, who, use, to.address(), now);
      var _ = limits.reserveUntold(tx, who.poolId(), use.sends(), to.address(), false, now);
      DecoyCodes.send(tx, code);
      postbox.pretend(tx, letter);
      return letter;
    });
    return letter;
  }

  /// Over which of the pool's media a code goes to whom a call names. A client that hides whom
  /// there is does not learn it from a medium that this server has no transport for: users and
  /// nobody are sent codes over the others alone, as long as there is another (EN-02).
  List<DeliveryMedium> media(Named who, List<DeliveryMedium> ofPool) {
    return who.hidesUsers() ? postbox.working(ofPool) : ofPool;
  }

  /// Stores the code in place of the one before (BF-11) and posts the letter: for an administrator,
  /// who may send as many as he likes.
  void send(WriteTx tx, Prepared prepared) {
    tx.userCodes().put(prepared.row());
    postbox.post(tx, prepared.letter());
  }

  /// As [#send], for somebody who knows where the code goes.
  ///
  /// @throws RefusedException with [Refusal.TooManyMessagesToRecipient]
  void send(WriteTx tx, CodeUse use, Prepared prepared, Instant now) {
    var row = prepared.row();
    limits.require(tx, row.poolId(), use.sends(), row.destination(), now);
    send(tx, prepared);
  }

  /// As [#send], for somebody who has said no more than a name: an address that gets too many
  /// messages is told to who has named it. Whom the client tells nothing else, he would learn by it
  /// that the user is there and has that address: the code is stored then, and goes nowhere, as it
  /// does when too many have been sent in this way, of which nobody is told.
  ///
  /// @throws RefusedException as above
  void send(WriteTx tx, Named who, CodeUse use, Prepared prepared, Instant now) {
    if (!who.hidesUsers()) {
      send(tx, use, prepared, now);
      return;
    }
    var address = prepared.row().destination();
    var hasRoom = hasRoom(tx, who, use, address, now);
    if (limits.reserveUntold(tx, who.poolId(), use.sends(), address, hasRoom, now)) {
      send(tx, prepared);
    } else {
      tx.userCodes().put(prepared.row());
      postbox.pretend(tx, prepared.letter());
    }
  }

  /// @throws RefusedException with [Refusal.TooManyMessagesToRecipient] when the caller named the
  ///   address: whoever has it, if anybody has
  private boolean hasRoom(WriteTx tx, Named who, CodeUse use, String address, Instant now) {
    var hasRoom = limits.hasRoom(tx, who.poolId(), use.sends(), address, now);
    if (!hasRoom && who.names(address)) {
      throw SendLimits.tooMany();
    }
    return hasRoom;
  }

  /// Compares a guess with the user's code: counted, and that is durable, before anybody looks
  /// (BF-03).
  ///
  /// @param source from where
  /// @return the code, to be taken
  /// @throws RefusedException with [Refusal.AttemptLimitExceeded], [Refusal.ExpiredCode],
  ///   [Refusal.WrongCode] or [Refusal.TooManyWrongGuesses]
  UserCodes.Row require(Source source, Users.Row user, CodeUse use, String guess) {
    return wrongGuesses.watch(source, () -> requireRight(user, use, guess));
  }

  private UserCodes.Row requireRight(Users.Row user, CodeUse use, String guess) {
    var now = env.now();
    Optional<UserCodes.Row> guessed =
        store.write(tx -> {
          tx.attempts().reserve(user.poolId(), user.sub().value(), use.guesses(), now);
          return tx.userCodes().guess(user.poolId(), user.sub(), use.purpose());
        });
    return requireRight(guessed, guess);
  }

  /// As [#require], for whoever is meant by a name: of nobody no guess is right, and the answer is
  /// the one that a user would get (EN-03). The caller watches the source, because the name may be
  /// wrong as well ([WrongGuesses]).
  UserCodes.Row require(Named who, Optional<Users.Row> user, CodeUse use, String guess) {
    var now = env.now();
    Guessed guessed =
        store.write(tx -> {
          tx.attempts().reserve(who.poolId(), who.subject(), use.guesses(), now);
          var code =
              user.flatMap(its -> tx.userCodes().guess(its.poolId(), its.sub(), use.purpose()));
          return new Guessed(code, code.isEmpty() && decoys.guess(tx, who, use, now));
        });
    if (guessed.isDecoy()) {
      throw new RefusedException(new Refusal.WrongCode());
    }
    return requireRight(guessed.code(), guess);
  }

  /// @param isDecoy there is no code, and there would be one if there were the user
  private record Guessed(Optional<UserCodes.Row> code, boolean isDecoy) {}

  private UserCodes.Row requireRight(Optional<UserCodes.Row> guessed, String guess) {
    var now = env.now();
    var row =
        guessed
            .filter(code -> now.isBefore(code.expiresAt()) && code.guesses() <= GUESSES_MAX)
            .orElseThrow(Codes::expired);
    if (!hashes.isOf(row.hash(), bound(row.poolId(), row.sub(), row.purpose(), guess))) {
      throw new RefusedException(new Refusal.WrongCode());
    }
    return row;
  }

  /// Uses up the code whose guess was right, in the transaction that does what it is for; that
  /// guess counts no more (BF-13). The count is locked before the code, as by a guess: two
  /// transactions would wait for each other otherwise.
  ///
  /// @throws RefusedException with [Refusal.ExpiredCode] when somebody has, or a new one was sent
  void take(WriteTx tx, UserCodes.Row row, CodeUse use, Instant now) {
    tx.attempts().giveBack(row.poolId(), row.sub().value(), use.guesses(), now);
    if (!tx.userCodes().take(row)) {
      throw expired();
    }
  }

  /// The attributes of a user of whom a code proves the address to which it went.
  ///
  /// @throws RefusedException with [Refusal.ExpiredCode] when he has another one by now
  static Map<String, String> proved(Users.Row user, UserCodes.Row code) {
    if (!code.destination().equals(user.attributes().get(code.attribute()))) {
      throw expired();
    }
    var attributes = new HashMap<>(user.attributes());
    attributes.put(Attributes.flag(code.attribute()), "true");
    return attributes;
  }

  static RefusedException expired() {
    return new RefusedException(new Refusal.ExpiredCode());
  }

  private String hash(UserPoolId pool, UserSub sub, CodePurpose purpose, String code) {
    return hashes.of(bound(pool, sub, purpose, code));
  }

  private static String[] bound(UserPoolId pool, UserSub sub, CodePurpose purpose, String code) {
    return new String[] {pool.value(), sub.value(), purpose.key(), code};
  }
}
