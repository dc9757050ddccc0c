package dev.gatehouse.aws.idp.user;

import dev.gatehouse.audit.AuditedCall;
import dev.gatehouse.delivery.Letter;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.users.AttributeCodes;
import dev.gatehouse.users.AttributeCodes.Prepared;
import dev.gatehouse.users.AttributeCodes.Wanted;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.SendLimits;
import dev.gatehouse.users.Source;
import dev.gatehouse.users.UserWrites;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Changes the attributes of a user, whoever wants it, and sends codes to new addresses (§2.7).
///
/// Which codes there are is known only where the user is held, and messages are written outside of
/// it: so the change is tried without any, and again with those that it turned out to want.
final class UserAttributeChange {
  /// Each further one is for an address that another call has changed meanwhile.
  private static final int TRIES = 5;

  private final Store store;
  private final RuleBook rules;
  private final AttributeCodes codes;
  private final SendLimits sends;
  private final Env env;

  UserAttributeChange(
      Store store, RuleBook rules, AttributeCodes codes, SendLimits sends, Env env) {
    this.store = store;
    this.rules = rules;
    this.codes = codes;
    this.sends = sends;
    this.env = env;
  }

  /// A change to be made.
  ///
  /// @param user as stored and held by the transaction
  /// @param named the attributes that the request names
  /// @param attributes what his are to become
  /// @param own from where, when he changes them himself: he is sent no more codes than he may ask
  ///   for (BF-10)
  record Wish(
      UserPools.Row pool,
      Users.Row user,
      Set<String> named,
      SortedMap<String, String> attributes,
      Optional<Source> own) {}

  /// @param wish what is wanted, in the transaction that does it; asked more than once
  /// @return the messages that were sent
  /// @throws RefusedException as [UserWrites#update]; with [Refusal.AttemptLimitExceeded],
  ///   [Refusal.TooManyMessagesOfSource] or [Refusal.TooManyMessagesToRecipient]; with
  ///   [Refusal.NotBuilt] when a trigger words the messages; with [Refusal.CodeNotDelivered] when
  ///   the change is made and its code goes nowhere
  List<Letter> make(Function<WriteTx, Wish> wish) {
    List<Prepared> prepared = List.of();
    var audit = AuditedCall.current();
    var source = Source.OF_MANY; // Of nothing that sends no message.
    for (int i = 0; i < TRIES; i++) {
      var ready = prepared;
      var now = env.now();
      Tried tried =
          sends.within(
              source,
              () ->
                  store.<Tried>write(tx -> {
                    var attempt = attempt(tx, wish.apply(tx), ready, now);
                    note(audit, attempt);
                    return attempt;
                  }));
      if (tried.isDone()) {
        var letters = ready.stream().map(Prepared::letter).toList();
        letters.forEach(Letter::requireWay);
        return letters;
      }
      var asked = tried.wish();
      source = tried.wanted().isEmpty() ? Source.OF_MANY : asked.own().orElse(Source.OF_MANY);
      prepared =
          tried.wanted().stream()
              .map(wanted -> codes.prepare(asked.pool(), asked.user(), wanted))
              .toList();
    }
    throw new RefusedException(new Refusal.Conflict());
  }

  /// @param isDone whether it is; if not, nothing was written
  private record Tried(Wish wish, List<Wanted> wanted, boolean isDone) {}

  /// Whose values they are is nobody else's business: the audit log has their names.
  private static void note(AuditedCall audit, Tried tried) {
    if (tried.isDone()) {
      audit.changed(new TreeSet<>(tried.wish().named()));
    } else {
      audit.pending();
    }
  }

  private Tried attempt(WriteTx tx, Wish wish, List<Prepared> prepared, Instant now) {
    var pool = rules.of(wish.pool());
    var user = wish.user();
    var wanted = AttributeCodes.wanted(pool, user.attributes(), wish.attributes());
    if (!wanted.isEmpty()) {
      pool.requireOwnMessages();
      AttributeCodes.requireFree(tx, pool, user.sub(), wish.attributes());
    }
    if (!wanted.equals(prepared.stream().map(Prepared::wanted).toList())) {
      return new Tried(wish, wanted, false);
    }
    var attributes = AttributeCodes.inForce(pool, user.attributes(), wish.attributes());
    UserWrites.update(tx, pool, user, user.withAttributes(attributes).next(now));
    AttributeCodes.forget(tx, user, wish.named(), attributes);
    for (var each : prepared) {
      if (wish.own().isPresent()) {
        var kind = AttemptKind.ATTRIBUTE_SEND;
        tx.attempts().reserve(user.poolId(), user.sub().value(), kind, now);
        sends.require(tx, user.poolId(), kind, each.wanted().destination(), now);
      }
      codes.post(tx, each);
    }
    return new Tried(wish, wanted, true);
  }
}
