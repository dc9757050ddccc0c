package dev.gatehouse.store;

import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Table `message`: the outbox of messages to users, and the local inbox. A message outlives its
/// user; it ends with its pool.
public interface Messages {
  /// How far a message is.
  enum State {
    /// In the inbox, and nobody is to deliver it.
    KEPT,
    /// To be delivered.
    PENDING,
    SENT,
    /// Given up, or without a way from the beginning.
    FAILED
  }

  /// A message as stored.
  ///
  /// @param id a UUID that sorts by time: newer messages have greater ids
  /// @param recipient the address in lower case, by which it is found
  /// @param content the words, sealed; empty once they are delivered or given up, where there is no
  ///   inbox
  /// @param inInbox whether an administrator may read the words
  /// @param attempts how often somebody took it to deliver it
  /// @param dueAt when it is to be tried, or while it is being tried: until when that node has it;
  ///   when it is not pending: when it is deleted
  /// @param usefulUntil when it is given up
  /// @param fault what the last attempt came to, for operators; neither secret nor address
  record Row(
      UserPoolId poolId,
      String id,
      MessageKind kind,
      DeliveryMedium medium,
      UserSub sub,
      String recipient,
      Optional<Sealed> content,
      boolean inInbox,
      State state,
      int attempts,
      Instant createdAt,
      Instant dueAt,
      Instant usefulUntil,
      Optional<String> fault) {}

  /// Which messages of a pool.
  ///
  /// @param recipient in lower case; empty for all
  record Filter(UserPoolId poolId, Optional<String> recipient) {}

  /// Up to `limit` messages with an id below `before` (all when empty), newest first.
  List<Row> list(Filter filter, Optional<String> before, int limit);

  /// How many messages of the pool have an id above `after` (all when empty), `max` at most.
  int count(UserPoolId poolId, Optional<String> after, int max);

  /// Up to `limit` pending messages of all pools that are due, the longest waiting first.
  List<Row> listDue(DeliveryMedium medium, Instant now, int limit);

  interface Writes extends Messages {
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownPool` when there is no such pool
    void insert(Row row);

    /// Takes out a message that this transaction has put in: nobody has seen it.
    void withdraw(Row row);

    /// Takes a pending message to deliver it: nobody else does until then, unless he cannot know.
    ///
    /// @return whether it was as `row` says; if not, another node has it, or it is gone
    boolean take(Row row, Instant until);

    /// Says what came of an attempt. The words are dropped with the last one, unless they are in
    /// the inbox.
    ///
    /// @param attempts which attempt it was, the first one is 1
    /// @param dueAt as in [Row]
    /// @return whether nobody else has taken it meanwhile
    boolean settle(Row row, int attempts, State state, Instant dueAt, Optional<String> fault);

    /// Gives up to `limit` pending messages of all pools up that nobody has any more and that were
    /// not delivered while they were useful: whatever took them last, and also where no node
    /// delivers that medium. The words are dropped as by [#settle]; the last fault stays.
    ///
    /// @param deleteAt until when they are shown
    /// @param fault of those that nobody ever tried
    /// @return how many there were
    int giveUp(DeliveryMedium medium, Instant now, Instant deleteAt, String fault, int limit);

    /// Deletes up to `limit` messages of all pools that are not pending and due.
    ///
    /// @return how many there were
    int deleteDue(Instant now, int limit);

    /// Deletes up to `limit` messages; of those that are still to be delivered, the inbox's copy.
    ///
    /// @return how many there were; below `limit` when there are no more
    int clear(Filter filter, int limit);
  }
}
