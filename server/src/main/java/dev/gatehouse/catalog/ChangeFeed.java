package dev.gatehouse.catalog;

import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.Changes;
import dev.gatehouse.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Reads what other nodes changed (design D11). Sequence order need not be commit order: on
/// PostgreSQL a transaction that took a low number may commit after one with a high number. So the
/// reader keeps a mark below which it knows every number, asks for the entries above it, and hands
/// each on once. The mark stops at a missing number until that is [#WINDOW] old, longer than any
/// transaction lives: then it was rolled back. Where writes come one after the other it does not
/// stop. Not thread-safe: one thread calls [#poll].
public final class ChangeFeed {
  /// Longer than a transaction can take: the store's own limits end it before.
  private static final Duration WINDOW = Duration.ofSeconds(60);

  /// How long entries are kept for nodes that were paused.
  private static final Duration KEPT = Duration.ofHours(1);

  private static final int PAGE = 1_000;
  private static final double NANOS_PER_SECOND = 1e9;

  /// So many of the last entries are read at the start, for transactions that were under way then.
  private static final int LOOK_BACK = 1_000;

  private final Store store;
  private final InstantSource clock;
  private final Freshness freshness;
  private final Consumer<List<Change>> listener;
  private final Runnable missed;

  /// The entries above the mark that were handed on: sequence to the time they were first seen.
  private final TreeMap<Long, Instant> seen = new TreeMap<>();

  /// Every entry up to this sequence was handed on or will never come.
  private long mark;

  private Instant prunedAt;
  private Instant lastPoll;
  private final Counter changes = new Counter();
  private volatile Duration lag = Duration.ZERO;

  /// Starts near the end of the feed.
  ///
  /// @param listener gets each change of any node, this one included, once
  /// @param missed runs when changes may have been lost, because this node did not poll for so long
  public ChangeFeed(
      Store store,
      InstantSource clock,
      Freshness freshness,
      Consumer<List<Change>> listener,
      Runnable missed) {
    this.store = store;
    this.clock = clock;
    this.freshness = freshness;
    this.listener = listener;
    this.missed = missed;
    mark = Math.max(0, store.read(tx -> tx.changes().lastSequence()) - LOOK_BACK);
    prunedAt = clock.instant();
    lastPoll = clock.instant();
  }

  /// Reads the feed once.
  ///
  /// @throws dev.gatehouse.store.StoreUnavailableException when the database does not answer; the
  ///   node grows stale meanwhile
  public void poll() {
    var now = clock.instant();
    var news = readAll();
    if (Duration.between(lastPoll, now).compareTo(KEPT) > 0) {
      missed.run();
    }
    var fresh = new ArrayList<Change>();
    for (var entry : news.entries) {
      if (seen.putIfAbsent(entry.sequence(), now) == null) {
        fresh.add(entry.change());
        changes.add();
        lag = Duration.between(entry.recordedAt(), now);
      }
    }
    if (!fresh.isEmpty()) {
      listener.accept(fresh);
    }
    moveMark(now, news.isInCommitOrder);
    lastPoll = now;
    freshness.polled(now);
    prune(now);
  }

  /// Shows what was read, and how late.
  public void showIn(Meters meters) {
    meters.show(
        Family.counters("gatehouse_feed_changes_total", "Changes read from the change feed.")
            .put(changes));
    meters.show(
        Family.gauge(
            "gatehouse_feed_lag_seconds",
            "How old the last change was when this node read it, by the clocks of both nodes.",
            () -> lag.toNanos() / NANOS_PER_SECOND));
  }

  private record News(List<Changes.Entry> entries, boolean isInCommitOrder) {}

  private News readAll() {
    return store.read(tx -> {
      var all = new ArrayList<Changes.Entry>();
      var page = tx.changes().listAfter(mark, PAGE);
      while (!page.isEmpty()) {
        all.addAll(page);
        page =
            page.size() < PAGE
                ? List.of()
                : tx.changes().listAfter(page.getLast().sequence(), PAGE);
      }
      return new News(all, tx.changes().isInCommitOrder());
    });
  }

  /// Lets the mark follow: over entries that come next, and over a gap that is old by this node's
  /// clock, so that the clocks of the writers do not matter.
  private void moveMark(Instant now, boolean isInCommitOrder) {
    var passed = now.minus(WINDOW);
    while (!seen.isEmpty()) {
      var next = seen.firstEntry();
      if (!isInCommitOrder && next.getKey() != mark + 1 && !next.getValue().isBefore(passed)) {
        return;
      }
      mark = next.getKey();
      seen.pollFirstEntry();
    }
  }

  private void prune(Instant now) {
    if (Duration.between(prunedAt, now).compareTo(WINDOW) > 0) {
      prunedAt = now;
      store.write(tx -> tx.changes().deleteBefore(now.minus(KEPT)));
    }
  }
}
