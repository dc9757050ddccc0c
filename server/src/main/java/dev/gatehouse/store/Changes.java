package dev.gatehouse.store;

import java.time.Instant;
import java.util.List;

/// The change feed: rows written in the transaction that makes the change, polled by every node
/// (design D11). Sequence order need not be commit order: then a reader keeps an overlapping
/// window.
public interface Changes {
  /// A change with its place in the feed and the time its writer stamped on it.
  record Entry(long sequence, Instant recordedAt, Change change) {}

  /// Up to `limit` entries with a sequence above `sequence`, in sequence order.
  List<Entry> listAfter(long sequence, int limit);

  /// The highest sequence in the feed; 0 when it is empty.
  long lastSequence();

  /// Whether sequence order is commit order: a number that is missing below one that is there will
  /// never come.
  boolean isInCommitOrder();

  interface Writes extends Changes {
    /// Deletes the entries recorded before `time`; returns how many.
    int deleteBefore(Instant time);
  }
}
