package dev.gatehouse.audit;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.AuditEvents;
import dev.gatehouse.store.WriteTx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A call that leaves one event: in the first transaction that it commits, so that there is the one
/// where there is the other. Who serves the call binds it; an operation that can say what was there
/// before takes it along into its transaction:
///
/// ```
/// var audit = AuditedCall.current();
/// store.write(tx -> {
///   …
///   audit.changed(before, after);
/// ```
public final class AuditedCall {
  private static final ScopedValue<AuditedCall> CURRENT = ScopedValue.newInstance();

  private final Events events;
  private final UnaryOperator<JsonObject> redaction;
  private Optional<String> pool = Optional.empty();
  private AuditEvents.Row plain;
  private List<JsonValue> changes = new ArrayList<>();
  private boolean isPending;
  private volatile boolean isRecorded;

  /// Makes the event of the call.
  interface Events {
    /// @param pool where the operation found out which one it is about
    AuditEvents.Row of(Optional<String> pool, List<JsonValue> changes);
  }

  /// @param redaction takes secrets out of what was there before and after
  AuditedCall(Events events, UnaryOperator<JsonObject> redaction) {
    this.events = events;
    this.redaction = redaction;
    plain = events.of(pool, List.of()); // Here: the transaction is to be short.
  }

  /// The call that this thread serves; where there is none, one that nobody records.
  public static AuditedCall current() {
    return CURRENT.isBound() ? CURRENT.get() : unrecorded();
  }

  static boolean isCurrent() {
    return CURRENT.isBound();
  }

  private static AuditedCall unrecorded() {
    return new AuditedCall(
        (_, _) -> new AuditEvents.Row("", "", "", "", Optional.empty()), UnaryOperator.identity());
  }

  /// Runs `work` with this call bound.
  public <T> T run(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /// The pool that the call is about, where its request does not name it. Before the transaction.
  public void about(String poolId) {
    pool = Optional.of(poolId);
    plain = events.of(pool, List.of());
  }

  /// What the transaction changes, as documents.
  public void changed(JsonObject before, JsonObject after) {
    changes.addAll(Differences.between(redaction.apply(before), redaction.apply(after)));
  }

  /// The same where the values are nobody's business: their names.
  public void changed(Collection<String> members) {
    members.forEach(name -> changes.add(JsonValue.object().put("Member", name).build()));
  }

  /// The id of what the transaction makes.
  public void created(String member, String id) {
    changes.add(JsonValue.object().put("Member", member).put("After", id).build());
  }

  /// The transaction has changed nothing yet: another one will.
  public void pending() {
    isPending = true;
  }

  /// At the beginning of a transaction, which may be its second run.
  void reset() {
    changes = new ArrayList<>();
    isPending = false;
  }

  /// At the end of a transaction.
  void recordIn(WriteTx tx) {
    if (!isRecorded && !isPending) {
      tx.auditEvents().insert(changes.isEmpty() ? plain : events.of(pool, changes));
    }
  }

  /// The transaction is durable.
  void committed() {
    if (!isPending) {
      isRecorded = true;
    }
  }

  boolean isRecorded() {
    return isRecorded;
  }
}
