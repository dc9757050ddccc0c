package dev.gatehouse.authn;

import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.AttemptLimit;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.SessionFault;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;

/// Counts passwords, in whatever form they come (BF-01 to BF-05): before one is looked at, a guess
/// is reserved, and that is durable; a right one takes all of them away.
final class Guesses {
  private final Store store;
  private final Env env;

  Guesses(Store store, Env env) {
    this.store = store;
    this.env = env;
  }

  /// Reserves a guess.
  ///
  /// @throws RefusedException with [Refusal.PasswordAttemptsExceeded]; nothing counts then
  void reserve(Claimant who) {
    var now = env.now();
    store.write(tx -> {
      count(tx, who, now);
      return who;
    });
  }

  /// Reserves a guess and uses up the session that it answers, both or neither: a proof is looked
  /// at once, also when it is wrong (SR-04, SR-18).
  ///
  /// @throws RefusedException as [#reserve], and with [Refusal.SessionNotAccepted]
  void reserve(Claimant who, AuthSession session) {
    var now = env.now();
    store.write(tx -> {
      spend(tx, session);
      count(tx, who, now);
      return who;
    });
  }

  private static void count(WriteTx tx, Claimant who, Instant now) {
    tx.attempts().reserve(who.poolId(), who.subject(), AttemptKind.PASSWORD, now);
  }

  /// Uses up a session.
  ///
  /// @throws RefusedException with [Refusal.SessionNotAccepted] when somebody has
  static void spend(WriteTx tx, AuthSession session) {
    if (!tx.spentSessions().spend(session.poolId(), session.id().toString(), session.expiresAt())) {
      throw AuthSessions.refused(SessionFault.USED);
    }
  }

  /// Takes back a reserved guess that nobody has looked at.
  void giveBack(Claimant who) {
    var now = env.now();
    store.write(tx -> {
      var row = tx.attempts().lock(who.poolId(), who.subject(), AttemptKind.PASSWORD, now);
      var count = AttemptLimit.giveBack(row.count());
      tx.attempts().put(row.with(count, AttemptLimit.expiresAt(AttemptKind.PASSWORD, count)));
      return who;
    });
  }

  /// Forgets the guesses: the last one was right.
  static void forgive(WriteTx tx, Claimant who) {
    tx.attempts().delete(who.poolId(), who.subject(), AttemptKind.PASSWORD);
  }
}
