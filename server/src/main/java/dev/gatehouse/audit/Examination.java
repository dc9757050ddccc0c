package dev.gatehouse.audit;

import dev.gatehouse.audit.AuditChain.Verdict;
import dev.gatehouse.store.AuditEvents;
import dev.gatehouse.store.AuditEvents.Chain;
import dev.gatehouse.store.AuditEvents.Link;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// One walk through the audit log, page by page, while events come at its end and go from its
/// front. Used once.
final class Examination {
  private static final int PAGE = 500;
  private static final int ID_LENGTH = 36;

  private final Store store;
  private final AuditMac mac;
  private final AtomicReference<Link> seen;
  private final Link seenBefore;
  private Link at = Chain.EMPTY.removed();
  private boolean isBegun;
  private boolean hasMetSeen;
  private String lastId = "";
  private long events;
  private long notLinked;
  private Optional<String> invalid = Optional.empty();

  /// @param seen the end of the chain that this node has seen
  Examination(Store store, AuditMac mac, AtomicReference<Link> seen) {
    this.store = store;
    this.mac = mac;
    this.seen = seen;
    seenBefore = seen.get();
  }

  /// Where the chain is at one moment, and what follows.
  private record Page(Optional<String> begun, Chain chain, List<AuditEvents.Row> rows) {}

  Verdict verdict() {
    boolean isMore;
    do {
      isMore = follow(store.read(this::linked));
    } while (isMore);
    var after = "";
    while (invalid.isEmpty()) {
      var from = after;
      List<AuditEvents.Row> rows = store.read(tx -> tx.auditEvents().listUnlinked(from, PAGE));
      rows.forEach(this::addUnlinked);
      if (rows.size() < PAGE) {
        break;
      }
      after = rows.getLast().id();
    }
    return new Verdict(events, notLinked, invalid);
  }

  private Page linked(ReadTx tx) {
    var begun = AuditChain.begun(tx);
    var chain = tx.auditEvents().chain();
    var from = isBegun ? Math.max(at.sequence(), chain.removed().sequence()) : Long.MIN_VALUE;
    return new Page(begun, chain, tx.auditEvents().listLinked(from, PAGE + 1));
  }

  /// @return whether another page follows
  private boolean follow(Page page) {
    var chain = page.chain;
    if (!mac.isSealed(chain, page.begun)) {
      fail(chain.lastEvent());
      return false;
    }
    if (chain.removed().sequence() > at.sequence()) {
      hasMetSeen |= seenBefore.sequence() <= chain.removed().sequence();
      at = chain.removed();
    }
    isBegun = true;
    for (var row : page.rows.subList(0, Math.min(PAGE, page.rows.size()))) {
      add(row, chain);
      if (invalid.isPresent()) {
        return false;
      }
    }
    if (page.rows.size() > PAGE) {
      requireNext(page.rows.getLast());
      return invalid.isEmpty();
    }
    if (!at.equals(chain.last())) {
      fail(chain.lastEvent());
    } else if (!hasMetSeen && seenBefore.sequence() > 0) {
      fail(lastId);
    } else {
      seen.accumulateAndGet(at, AuditChain::later);
    }
    return false;
  }

  /// The next page begins after this sequence: another row of the same one would not be looked at.
  private void requireNext(AuditEvents.Row next) {
    if (next.link().filter(link -> link.sequence() > at.sequence()).isEmpty()) {
      fail(next.id());
    }
  }

  private void add(AuditEvents.Row row, Chain chain) {
    var isInside = at.sequence() < chain.last().sequence();
    if (!isInside || !mac.isWhole(row) || !AuditChain.follows(mac, at, row)) {
      fail(row.id());
      return;
    }
    at = row.link().orElseThrow();
    hasMetSeen |= at.equals(seenBefore);
    lastId = row.id();
    events++;
  }

  private void addUnlinked(AuditEvents.Row row) {
    if (mac.isWhole(row)) {
      events++;
      notLinked++;
    } else {
      fail(row.id());
    }
  }

  /// Where there is nothing to name, the id is of zeros.
  private void fail(String id) {
    if (invalid.isEmpty()) {
      invalid = Optional.of(id.isEmpty() ? "0".repeat(ID_LENGTH) : id);
    }
  }
}
