package dev.gatehouse.store;

import java.util.List;
import java.util.Optional;

/// Tables `audit_event` and `audit_chain`: what administrators have done (record 29). An event is
/// put in once, in the transaction that it tells of; later it gets its place in the chain, and at
/// the end of its time it goes from the chain's front. Nothing else ever changes it.
public interface AuditEvents {
  /// An event as stored.
  ///
  /// @param id sorts by time: newer events have greater ids
  /// @param poolId the pool that it is about; empty for none
  /// @param document what happened, as JSON text without secrets
  /// @param mac of all that, under a key that is not in the database
  /// @param link its place in the chain; empty until it has one
  record Row(String id, String poolId, String document, String mac, Optional<Link> link) {}

  /// @param sequence without gaps, in the order of the chain
  /// @param mac of the link before and of the event
  record Link(long sequence, String mac) {}

  /// Where the chain begins and ends.
  ///
  /// @param removed the last event that went from its front; 0 for none
  /// @param last the event that was linked last, `lastEvent` is its id
  /// @param seal over all that, under a key that is not in the database
  record Chain(Link removed, Link last, String lastEvent, String seal) {
    /// Before the first link.
    public static final Chain EMPTY = new Chain(new Link(0, ""), new Link(0, ""), "", "");
  }

  /// Which events.
  ///
  /// @param poolId empty for those of every pool and of none
  /// @param from ids from this one on
  /// @param before ids below this one
  record Filter(Optional<String> poolId, String from, String before) {}

  /// Up to `limit` events, newest first.
  List<Row> list(Filter filter, int limit);

  /// Up to `limit` events of the chain with a sequence above `after`, in its order; of several with
  /// one sequence all that fit.
  List<Row> listLinked(long after, int limit);

  /// Up to `limit` events without a link and with an id above `after`, oldest first.
  List<Row> listUnlinked(String after, int limit);

  Chain chain();

  interface Writes extends AuditEvents {
    void insert(Row row);

    /// The same of one that may be there already, which then stays as it is: it was offered before,
    /// to a transaction of unknown outcome.
    void insertIfAbsent(Row row);

    /// The chain, held until the end of the transaction: links are made one after the other, by
    /// whichever node.
    Chain lockChain();

    /// Gives an event its place; it must not have one.
    void link(Row row, Link link);

    void putChain(Chain chain);

    /// Deletes the events of the chain up to that sequence; returns how many there were.
    int deleteLinked(long upTo);
  }
}
