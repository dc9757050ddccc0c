package dev.gatehouse.users;

import dev.gatehouse.crypto.KeyedHash;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.WindowCounts;
import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.AttemptLimit;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// How many messages go out for people who ask themselves, beyond what each user may ask for
/// (BF-10): to one recipient, whoever's users have that address, and from one source, to whomever.
/// Somebody who is paid by the message otherwise makes as many users as he likes.
///
/// Recipients are counted in the database, so that all nodes count together and a restart forgets
/// nothing; each pool and each purpose apart, so that a flood of sign-ups does not keep the owner
/// of an address from resetting his password (BF-07). What a client that hides users is asked for
/// by a name alone is counted apart once more: nobody is told of that count, and nothing that
/// anybody is told depends on it, or it would say whose name has that address (EN-03). Sources are
/// counted on this node.
///
/// What administrators send is not counted and has no limit. Thread-safe.
public final class SendLimits {
  private static final Duration HOUR = Duration.ofHours(1);

  private final int recipientMax;
  private final KeyedHash recipients;
  private final WindowCounts<Source> sources;

  /// @param recipientMax messages to one recipient in an hour; 0 is no limit
  /// @param sourceMax messages of one source in an hour; 0 is no limit
  public SendLimits(int recipientMax, int sourceMax, Sealer sealer, InstantSource clock) {
    this.recipientMax = recipientMax;
    recipients = new KeyedHash(sealer, "message-recipient");
    sources = new WindowCounts<>(sourceMax, HOUR, clock);
  }

  /// Does what sends a message, whomever it is for: it counts before it is done, so that of many at
  /// once no more are sent than may be, and does not when nothing is sent.
  ///
  /// @throws RefusedException with [Refusal.TooManyMessagesOfSource]; whatever `sending` throws
  public <T> T within(Source source, Supplier<T> sending) {
    if (source.network().isEmpty()) {
      return sending.get();
    }
    if (!sources.tryTake(source)) {
      throw new RefusedException(new Refusal.TooManyMessagesOfSource());
    }
    try {
      return sending.get();
    } catch (RuntimeException notSent) {
      sources.giveBack(source);
      throw notSent;
    }
  }

  /// Counts a message to an address, in the transaction that sends it. Comes last of what that
  /// locks: transactions of several users meet there.
  ///
  /// @param purpose what messages for it are counted as, of a user
  /// @param address `jane@example.com`, `+12065550100`
  /// @return whether it may be sent; if not, nothing is counted
  boolean reserve(WriteTx tx, UserPoolId pool, AttemptKind purpose, String address, Instant now) {
    if (recipientMax == 0) {
      return true;
    }
    var subject = told(pool, purpose, address);
    var row = tx.attempts().lock(pool, subject, AttemptKind.RECIPIENT_SEND, now);
    var count = AttemptLimit.another(row.count(), recipientMax, now);
    count.ifPresent(more ->
        tx.attempts()
            .put(row.with(more, AttemptLimit.expiresAt(AttemptKind.RECIPIENT_SEND, more))));
    return count.isPresent();
  }

  /// Whether [#reserve] would count another one. Locks nothing.
  boolean hasRoom(ReadTx tx, UserPoolId pool, AttemptKind purpose, String address, Instant now) {
    return recipientMax == 0
        || tx.attempts()
            .find(pool, told(pool, purpose, address), AttemptKind.RECIPIENT_SEND)
            .map(row -> AttemptLimit.another(row.count(), recipientMax, now).isPresent())
            .orElse(true);
  }

  /// As [#reserve], of a client that hides users: as much is locked and written for a message that
  /// nobody gets, and it takes no place (EN-06, BF-07).
  ///
  /// @param goesOut whether there is a message to count
  /// @return whether it may be sent
  boolean reserveUntold(
      WriteTx tx,
      UserPoolId pool,
      AttemptKind purpose,
      String address,
      boolean goesOut,
      Instant now) {
    if (recipientMax == 0) {
      return goesOut;
    }
    var subject = recipients.of(pool.value(), purpose.key(), LoginName.fold(address), "untold");
    var row = tx.attempts().lock(pool, subject, AttemptKind.RECIPIENT_SEND, now);
    var count = AttemptLimit.another(row.count(), recipientMax, now).filter(_ -> goesOut);
    tx.attempts()
        .put(
            count
                .map(more ->
                    row.with(more, AttemptLimit.expiresAt(AttemptKind.RECIPIENT_SEND, more)))
                .orElse(row));
    return count.isPresent();
  }

  private String told(UserPoolId pool, AttemptKind purpose, String address) {
    return recipients.of(pool.value(), purpose.key(), LoginName.fold(address));
  }

  /// As [#reserve], where the caller knows the address.
  ///
  /// @throws RefusedException with [Refusal.TooManyMessagesToRecipient]
  public void require(
      WriteTx tx, UserPoolId pool, AttemptKind purpose, String address, Instant now) {
    if (!reserve(tx, pool, purpose, address, now)) {
      throw tooMany();
    }
  }

  /// Counts a message that comes with something else, which is done in any case: one of the user's
  /// own and one to the address. Comes last, as [#reserve].
  ///
  /// @param user held by the transaction
  /// @return whether it may be sent; if not, nothing is counted of the address
  public boolean tryReserve(
      WriteTx tx, Users.Row user, AttemptKind purpose, String address, Instant now) {
    var row = tx.attempts().lock(user.poolId(), user.sub().value(), purpose, now);
    var count = AttemptLimit.tryReserve(purpose, row.count(), now);
    count.ifPresent(
        more -> tx.attempts().put(row.with(more, AttemptLimit.expiresAt(purpose, more))));
    return count.isPresent() && reserve(tx, user.poolId(), purpose, address, now);
  }

  static RefusedException tooMany() {
    return new RefusedException(new Refusal.TooManyMessagesToRecipient());
  }
}
