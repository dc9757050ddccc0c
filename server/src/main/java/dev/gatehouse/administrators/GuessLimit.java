package dev.gatehouse.administrators;

import dev.gatehouse.audit.AuditedCall;
import dev.gatehouse.crypto.KeyedHash;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.env.Network;
import dev.gatehouse.pool.AttemptCount;
import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.AttemptLimit;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How often administrators may be wrong: as users may ([AttemptLimit]), five times without any
/// delay, which then doubles with each further one; by name, and apart from that by source, so that
/// one password tried with many names is slowed down too (BF-01, BF-06). Names that nobody has are
/// counted as others are (EN-10).
///
/// None of these has an end over a long time. Whoever reaches the listener can guess at a name, and
/// would keep its administrator out for as long (BF-07); a source may be an office. Wrong codes
/// after a right password have one ([AttemptLimit]): only who knows the password brings it about,
/// and six digits can be guessed where passwords cannot (BF-09).
///
/// What somebody who is signed in guesses counts for himself alone: strangers neither keep him from
/// a new password, nor does he keep himself from signing in.
///
/// A guess is reserved before anybody looks whether it is right (BF-03), in a transaction of its
/// own, which is not what the call is for: its event is not in it. Thread-safe.
public final class GuessLimit {
  private final Store store;
  private final Env env;
  private final KeyedHash hash;

  public GuessLimit(Store store, Sealer sealer, Env env) {
    this.store = store;
    this.env = env;
    hash = new KeyedHash(sealer, "console-attempt");
  }

  /// A guess that is reserved.
  ///
  /// @param name of a caller that has proved who he is, that of his own guesses
  /// @param source empty of a caller that has proved who he is
  public record Guess(Place name, Optional<Place> source) {}

  /// Where a guess is counted.
  ///
  /// @param subject keyed hash of the name or the source
  /// @param before what was counted there
  /// @param at when it was reserved
  public record Place(String subject, AttemptCount before, Instant at) {}

  /// Reserves a guess of somebody who is not known yet.
  ///
  /// @param name as it was sent
  /// @param peer the address of the client
  /// @throws RefusedException with [Refusal.AdministratorLocked]
  public Guess reserve(String name, String peer) {
    return reserve(ofName(name), Optional.of(hash.of("source", Network.of(peer))));
  }

  /// Reserves a guess of somebody who is signed in.
  ///
  /// @throws RefusedException with [Refusal.AdministratorLocked]
  public Guess reserve(String name) {
    return reserve(of("own", name), Optional.empty());
  }

  /// Reserves the guess of a code by somebody who knows the password, besides [#reserve].
  ///
  /// @throws RefusedException with [Refusal.AdministratorLocked]
  public void reserveCode(String name) {
    var subject = of("code", name);
    var now = env.now();
    var audit = AuditedCall.current();
    store.write(tx -> {
      audit.pending();
      var before = tx.consoleAttempts().lock(subject, now);
      var count = next(before, now);
      var end = AttemptLimit.expiresAt(AttemptKind.PASSWORD, count);
      tx.consoleAttempts().put(subject, count, end);
      return true;
    });
  }

  private String ofName(String name) {
    return of("name", name);
  }

  private String of(String what, String name) {
    return hash.of(what, name.toLowerCase(Locale.ROOT));
  }

  private Guess reserve(String name, Optional<String> source) {
    var now = env.now();
    var audit = AuditedCall.current();
    return store.write(tx -> {
      audit.pending();
      return new Guess(reserved(tx, name, now), source.map(each -> reserved(tx, each, now)));
    });
  }

  private static Place reserved(WriteTx tx, String subject, Instant now) {
    var before = lately(tx.consoleAttempts().lock(subject, now));
    put(tx, subject, next(before, now));
    return new Place(subject, before, now);
  }

  private static AttemptCount next(AttemptCount before, Instant now) {
    return AttemptLimit.tryReserve(AttemptKind.PASSWORD, before, now)
        .orElseThrow(() ->
            new RefusedException(
                new Refusal.AdministratorLocked(AttemptLimit.passwordWait(before, now))));
  }

  /// The count without what counts over a long time.
  private static AttemptCount lately(AttemptCount count) {
    return new AttemptCount(count.recent(), count.recentSince(), 0, count.lastAt());
  }

  private static void put(WriteTx tx, String subject, AttemptCount count) {
    tx.consoleAttempts().put(subject, lately(count), AttemptLimit.quietAt(count));
  }

  /// Forgets what was counted for the name: the guess was right, and so is all that was asked for.
  /// In the transaction that records it.
  public void forget(WriteTx tx, Guess guess) {
    tx.consoleAttempts().delete(guess.name.subject);
    guess.source.ifPresent(source -> giveBack(tx, source));
  }

  /// Forgets the wrong codes of a name: one was right. In the transaction that records it.
  public void forgetCodes(WriteTx tx, String name) {
    tx.consoleAttempts().delete(of("code", name));
  }

  /// Takes the guess back: it was right as far as it goes.
  public void giveBack(Guess guess) {
    var audit = AuditedCall.current();
    store.write(tx -> {
      audit.pending();
      giveBack(tx, guess.name);
      guess.source.ifPresent(source -> giveBack(tx, source));
      return true;
    });
  }

  /// What others have guessed meanwhile stays counted. Who was right begins no delay.
  private static void giveBack(WriteTx tx, Place place) {
    var stored = tx.consoleAttempts().lock(place.subject, place.at);
    var given = AttemptLimit.giveBack(stored);
    put(
        tx,
        place.subject,
        new AttemptCount(
            given.recent(),
            given.recentSince(),
            given.total(),
            stored.lastAt().equals(place.at) ? place.before.lastAt() : stored.lastAt()));
  }

  /// Forgets what was counted for a name: an administrator has reset him.
  public void forget(WriteTx tx, String name) {
    tx.consoleAttempts().delete(ofName(name));
    tx.consoleAttempts().delete(of("own", name));
    forgetCodes(tx, name);
  }
}
