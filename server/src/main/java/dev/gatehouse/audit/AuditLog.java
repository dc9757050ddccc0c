package dev.gatehouse.audit;

import dev.gatehouse.audit.AuditFacts.Refused;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.env.Network;
import dev.gatehouse.env.SortedIds;
import dev.gatehouse.env.WindowCounts;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.store.AuditEvents;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.UnaryOperator;

/// Takes down what administrators do (ui 10.2, record 29). What succeeds is in the transaction of
/// the change ([AuditedStore]) and durable when it is acknowledged. What is refused, and who was
/// shown a secret, is written in the background, soon: a database that is away loses what does not
/// fit into the memory kept for it, and that is counted. Thread-safe.
public final class AuditLog {
  private static final int WAITING_MAX = 4_096;
  private static final int AT_ONCE = 256;

  /// Who reads a secret again and again is one event a minute: programs that describe a client
  /// before each use would be as many writes.
  private static final Duration SAME_REVEAL = Duration.ofMinutes(1);

  /// Who is refused at the console's door need not have proved anything, and could fill the
  /// database: the same is one event a minute, and of one error of one name, or of all names that
  /// nobody has, these are the most. The rest is counted.
  private static final int REFUSED_AT_THE_DOOR_MAX = 10;

  private static final Duration REFUSED_AT_THE_DOOR = Duration.ofMinutes(1);

  private final Store store;
  private final Env env;
  private final SortedIds ids;
  private final AuditMac mac;
  private final WindowCounts<String> reveals;
  private final WindowCounts<String> sameAtTheDoor;
  private final WindowCounts<String> allAtTheDoor;
  private final BlockingQueue<AuditEvents.Row> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Family<Counter> events =
      Family.counters(
          "gatehouse_audit_events_total",
          "Events of the audit log: written with their change, in the background, lost, or left out"
              + " of a flood.",
          "written");
  private final Counter withChange = events.of("with_change");
  private final Counter inBackground = events.of("in_background");
  private final Counter lost = events.of("lost");
  private final Counter leftOut = events.of("left_out");

  /// @param store for the events that no transaction of a call takes along
  public AuditLog(Store store, Sealer sealer, Env env) {
    this.store = store;
    this.env = env;
    ids = new SortedIds(env);
    mac = new AuditMac(sealer);
    reveals = new WindowCounts<>(1, SAME_REVEAL, env.clock());
    sameAtTheDoor = new WindowCounts<>(1, REFUSED_AT_THE_DOOR, env.clock());
    allAtTheDoor = new WindowCounts<>(REFUSED_AT_THE_DOOR_MAX, REFUSED_AT_THE_DOOR, env.clock());
  }

  /// A call that is to leave an event if it succeeds.
  ///
  /// @param redaction takes secrets out of documents
  public AuditedCall begin(AuditFacts facts, UnaryOperator<JsonObject> redaction) {
    var id = ids.next();
    var time = env.now();
    return new AuditedCall(
        (found, changes) -> {
          var known = found.isPresent() ? facts.about(found.get()) : facts;
          return row(id, known.poolId(), known.document(time, changes, Optional.empty()));
        },
        redaction);
  }

  /// The call has succeeded; its event is durable when this returns, also where it changed nothing.
  ///
  /// @throws StoreUnavailableException when it cannot be written
  public void succeeded(AuditedCall call) {
    if (!call.isRecorded()) {
      store.write(tx -> {
        call.reset();
        call.recordIn(tx);
        return true;
      });
    }
    withChange.add();
  }

  /// The call was refused, or failed.
  ///
  /// @param code of the answer
  /// @param message of the answer, without what the caller sent
  public void refused(AuditFacts facts, String code, String message) {
    var refused = Optional.of(new Refused(code, message));
    offer(row(ids.next(), facts.poolId(), facts.document(env.now(), List.of(), refused)));
  }

  /// Somebody who may be anybody was refused: to be written down as long as there are not too many.
  ///
  /// @param code of the answer
  /// @param message of the answer
  public void refusedAtTheDoor(AuditFacts facts, String code, String message) {
    var isShown = isFirst(facts, code) && allAtTheDoor.tryTake(code + " " + facts.actor());
    refusedOrLeftOut(isShown, facts, code, message);
  }

  /// Somebody was refused who knows an administrator's password: what others try at the same door
  /// crowds it out in no case.
  ///
  /// @param code of the answer
  /// @param message of the answer
  public void refusedWithPassword(AuditFacts facts, String code, String message) {
    refusedOrLeftOut(isFirst(facts, code), facts, code, message);
  }

  private boolean isFirst(AuditFacts facts, String code) {
    var source = Network.of(facts.sourceAddress());
    return sameAtTheDoor.tryTake(String.join(" ", code, facts.eventName(), facts.actor(), source));
  }

  private void refusedOrLeftOut(boolean isShown, AuditFacts facts, String code, String message) {
    if (isShown) {
      refused(facts, code, message);
    } else {
      leftOut.add();
    }
  }

  /// The call was shown a secret.
  public void revealed(AuditFacts facts) {
    var same = facts.eventName() + facts.actor() + facts.sourceAddress() + facts.parameters();
    if (reveals.tryTake(same)) {
      var document = facts.document(env.now(), List.of(), Optional.empty());
      offer(row(ids.next(), facts.poolId(), document));
    }
  }

  private AuditEvents.Row row(String id, Optional<String> pool, JsonValue document) {
    var poolId = pool.orElse("");
    var text = Json.text(document);
    return new AuditEvents.Row(id, poolId, text, mac.ofEvent(id, poolId, text), Optional.empty());
  }

  private void offer(AuditEvents.Row row) {
    if (!waiting.offer(row)) {
      lost.add();
    }
  }

  /// Writes what waits, as the background does soon after it came.
  ///
  /// @throws StoreUnavailableException when the database is away
  public void flush() {
    var rows = new ArrayList<AuditEvents.Row>();
    while (waiting.drainTo(rows, AT_ONCE) > 0) {
      write(List.copyOf(rows));
      rows.clear();
    }
  }

  /// Of a database that is away, as much as fits is kept until it is back: it may have been written
  /// all the same.
  private void write(List<AuditEvents.Row> rows) {
    try {
      store.write(tx -> {
        rows.forEach(tx.auditEvents()::insertIfAbsent);
        return true;
      });
      inBackground.add(rows.size());
    } catch (StoreUnavailableException unavailable) {
      rows.forEach(this::offer);
      throw unavailable;
    } catch (RuntimeException failed) {
      lost.add(rows.size());
      throw failed;
    }
  }

  public void showIn(Meters meters) {
    meters.show(events);
  }
}
