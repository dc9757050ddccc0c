package dev.gatehouse.audit;

import dev.gatehouse.crypto.Digests;
import dev.gatehouse.crypto.KeyedHash;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.store.AuditEvents;
import dev.gatehouse.store.AuditEvents.Chain;
import dev.gatehouse.store.AuditEvents.Link;
import java.util.Optional;

/// What shows that a row is as it was written, under keys that follow from the master key: whoever
/// has the database alone cannot make another one. Thread-safe.
final class AuditMac {
  private final KeyedHash events;
  private final KeyedHash links;
  private final KeyedHash chains;
  private final String begun;

  AuditMac(Sealer sealer) {
    events = new KeyedHash(sealer, "audit-event");
    links = new KeyedHash(sealer, "audit-link");
    chains = new KeyedHash(sealer, "audit-chain");
    begun = new KeyedHash(sealer, "audit-chain-begun").of("");
  }

  /// The lengths keep what moves from one column into the next from having the same hash.
  String ofEvent(String id, String poolId, String document) {
    return events.of(id.length() + " " + poolId.length(), id, poolId, document);
  }

  boolean isWhole(AuditEvents.Row row) {
    return Digests.isEqual(row.mac(), ofEvent(row.id(), row.poolId(), row.document()));
  }

  /// The link that follows `before` and leads to `row`.
  Link after(Link before, AuditEvents.Row row) {
    var sequence = before.sequence() + 1;
    return new Link(sequence, links.of(before.mac(), Long.toString(sequence), row.mac()));
  }

  Chain sealed(Link removed, Link last, String lastEvent) {
    return new Chain(removed, last, lastEvent, seal(removed, last, lastEvent));
  }

  /// What the fact says that the chain has begun.
  String begun() {
    return begun;
  }

  /// Whether nobody else made it. An empty chain has no seal: it is there until the chain has
  /// begun, and not again.
  ///
  /// @param fact that it has begun
  boolean isSealed(Chain chain, Optional<String> fact) {
    if (fact.filter(value -> !Digests.isEqual(value, begun)).isPresent()) {
      return false;
    }
    return chain.equals(Chain.EMPTY)
        ? fact.isEmpty()
        : Digests.isEqual(chain.seal(), seal(chain.removed(), chain.last(), chain.lastEvent()));
  }

  private String seal(Link removed, Link last, String lastEvent) {
    return chains.of(
        Long.toString(removed.sequence()),
        removed.mac(),
        Long.toString(last.sequence()),
        last.mac(),
        lastEvent);
  }
}
