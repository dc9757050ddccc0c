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
/// of an address from resetting his password (BF-07). Sources are counted on this node.
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
    var subject = recipients.of(pool.value(), purpose.key(), LoginName.fold(address));
    var row = tx.attempts().lock(pool, subject, AttemptKind.RECIPIENT_SEND, now);
    var count = AttemptLimit.another(row.count(), recipientMax, now);
    count.ifPresent(more ->
        tx.attempts()
            .put(row.with(more, AttemptLimit.expiresAt(AttemptKind.RECIPIENT_SEND, more))));
    return count.isPresent();
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

  static RefusedException tooMany() {
    return new RefusedException(new Refusal.TooManyMessagesToRecipient());
  }
}
