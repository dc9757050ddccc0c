package dev.gatehouse.audit;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.SortedIds;
import dev.gatehouse.store.AuditEvents;
import dev.gatehouse.store.AuditEvents.Chain;
import dev.gatehouse.store.AuditEvents.Link;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The chain of events: each link is made of the one before, so that one that is altered, taken out
/// or put in shows (AU-3). Links are made in the background, by whichever node is first, of what is
/// committed: writes never wait for the chain. Only its end, its front and that it has begun are
/// sealed, and what this node has seen of it must be in it for as long as the node lives.
/// Thread-safe.
public final class AuditChain {
  private static final Logger LOG = LoggerFactory.getLogger(AuditChain.class);
  private static final int AT_ONCE = 500;

  /// The name of the fact of the installation that the chain has begun.
  private static final String BEGUN = "audit-chain";

  private final Store store;
  private final AuditMac mac;

  /// The end of the chain when this node last looked.
  private final AtomicReference<Link> seen = new AtomicReference<>(Chain.EMPTY.last());

  private final AtomicBoolean isBroken = new AtomicBoolean();

  public AuditChain(Store store, Sealer sealer) {
    this.store = store;
    mac = new AuditMac(sealer);
  }

  /// What an examination of the whole log came to.
  ///
  /// @param events that are there and as they were written
  /// @param notLinked those among them that are not in the chain yet: one that is taken out before
  ///   it is, does not show
  /// @param firstInvalidEventId the first event that is not as it was written or does not follow
  ///   the one before it: where one was taken out, the one that followed it; where the last ones
  ///   were, the last one
  public record Verdict(long events, long notLinked, Optional<String> firstInvalidEventId) {
    public boolean isValid() {
      return firstInvalidEventId.isEmpty();
    }
  }

  /// Gives the events that have none their place, and looks where the chain has got to by others.
  /// Of one that somebody else has changed nothing is continued.
  public void link() {
    while (hasUnseen()) {
      var before = seen.get();
      Optional<Linked> linked = store.write(tx -> linkSome(tx, before));
      if (linked.isEmpty() && !isBroken.getAndSet(true)) {
        LOG.error("the audit log was changed by somebody else; no more events are linked");
      }
      linked.ifPresent(some -> seen.accumulateAndGet(some.last, AuditChain::later));
      if (linked.filter(some -> some.count == AT_ONCE).isEmpty()) {
        return;
      }
    }
  }

  /// @param last the end of the chain
  private record Linked(int count, Link last) {}

  /// The one that is farther on.
  static Link later(Link one, Link other) {
    return one.sequence() > other.sequence() ? one : other;
  }

  /// Whether there is an event without a link, or an end that this node has not seen.
  private boolean hasUnseen() {
    return store.<Boolean>read(tx ->
        !tx.auditEvents().listUnlinked("", 1).isEmpty()
            || !tx.auditEvents().chain().last().equals(seen.get()));
  }

  /// Empty when somebody else has changed the chain.
  ///
  /// @param before what must be in it
  private Optional<Linked> linkSome(WriteTx tx, Link before) {
    var events = tx.auditEvents();
    var chain = events.lockChain();
    if (!isContinuable(tx, chain, before)) {
      return Optional.empty();
    }
    var rows = events.listUnlinked("", AT_ONCE);
    var last = chain.last();
    var lastEvent = chain.lastEvent();
    for (var row : rows) {
      last = mac.after(last, row);
      lastEvent = row.id();
      events.link(row, last);
    }
    if (!rows.isEmpty()) {
      events.putChain(mac.sealed(chain.removed(), last, lastEvent));
      if (begun(tx).isEmpty()) {
        tx.installation().putIfAbsent(BEGUN, mac.begun());
      }
    }
    return Optional.of(new Linked(rows.size(), last));
  }

  /// The fact that the chain has begun. To be read before the chain: the fact is never there
  /// without it.
  static Optional<String> begun(ReadTx tx) {
    return tx.installation().find(BEGUN);
  }

  /// Not one that somebody else made or set back, nor one that begins again while the old one is
  /// there.
  private boolean isContinuable(WriteTx tx, Chain chain, Link before) {
    var events = tx.auditEvents();
    return mac.isSealed(chain, begun(tx))
        && isIn(events, chain, before)
        && events.listLinked(chain.last().sequence(), 1).isEmpty();
  }

  /// Whether the chain leads, or led, through that link.
  private static boolean isIn(AuditEvents events, Chain chain, Link link) {
    if (link.sequence() < chain.removed().sequence()) {
      return true;
    }
    return link.equals(chain.removed())
        || link.equals(chain.last())
        || events.listLinked(link.sequence() - 1, 1).stream()
            .anyMatch(row -> row.link().equals(Optional.of(link)));
  }

  /// Removes from the front of the chain what is older; the rest goes on from there.
  ///
  /// @return how many events went
  public int removeBefore(Instant time) {
    var lowest = SortedIds.lowestAt(time);
    int removed = 0;
    int some;
    if (!hasOlder(lowest)) {
      return 0;
    }
    do {
      var before = seen.get();
      some = store.<Integer>write(tx -> removeSome(tx, lowest, before));
      removed += some;
    } while (some == AT_ONCE);
    return removed;
  }

  private boolean hasOlder(String lowest) {
    return store
        .<List<AuditEvents.Row>>read(tx -> tx.auditEvents().listLinked(Long.MIN_VALUE, 1))
        .stream()
        .anyMatch(row -> row.id().compareTo(lowest) < 0);
  }

  private int removeSome(WriteTx tx, String lowest, Link before) {
    var events = tx.auditEvents();
    var chain = events.lockChain();
    if (!mac.isSealed(chain, begun(tx)) || !isIn(events, chain, before)) {
      return 0;
    }
    var end = chain.removed();
    for (var row : events.listLinked(end.sequence(), AT_ONCE)) {
      if (row.id().compareTo(lowest) >= 0 || !mac.isWhole(row) || !follows(mac, end, row)) {
        break; // What somebody has changed stays, to be found.
      }
      end = mac.after(end, row);
    }
    if (end.equals(chain.removed())) {
      return 0;
    }
    events.putChain(mac.sealed(end, chain.last(), chain.lastEvent()));
    return events.deleteLinked(end.sequence());
  }

  /// Examines every event.
  public Verdict verify() {
    return new Examination(store, mac, seen).verdict();
  }

  /// Whether the row has the link that follows `before`.
  static boolean follows(AuditMac mac, Link before, AuditEvents.Row row) {
    return row.link().equals(Optional.of(mac.after(before, row)));
  }
}
