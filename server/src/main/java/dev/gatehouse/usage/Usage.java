package dev.gatehouse.usage;

import dev.gatehouse.env.RequestNotes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What this node counts of applications' requests until it is written. A request whose client is
/// known costs one look-up by id and a few additions; what no client is known of, and what clients
/// do beyond [#CLIENTS_MAX] or [#CLIENTS_OF_POOL_MAX], counts in the whole server's history alone.
/// Thread-safe; counting never waits.
public final class Usage {
  /// Clients that are counted apart at a time; each takes some 2 kB of memory.
  static final int CLIENTS_MAX = 10_000;

  /// Those of one pool, so that no pool takes the places of all others.
  static final int CLIENTS_OF_POOL_MAX = 2_000;

  private static final Duration IDLE = Duration.ofMinutes(10);

  private final boolean isOn;
  private final int clientsMax;
  private final int clientsOfPoolMax;
  private final LiveCounts rest = new LiveCounts("", "", Instant.EPOCH);
  private final Map<String, LiveCounts> clients = new ConcurrentHashMap<>();

  /// How many of them a pool has.
  private final Map<String, Integer> ofPools = new ConcurrentHashMap<>();

  /// Not in the map any more; a request that has found one before may still count.
  private final List<LiveCounts> leaving = new ArrayList<>();

  /// @param isOn whether anything is counted
  public Usage(boolean isOn) {
    this(isOn, CLIENTS_MAX, CLIENTS_OF_POOL_MAX);
  }

  Usage(boolean isOn, int clientsMax, int clientsOfPoolMax) {
    this.isOn = isOn;
    this.clientsMax = clientsMax;
    this.clientsOfPoolMax = clientsOfPoolMax;
  }

  public boolean isOn() {
    return isOn;
  }

  /// The token endpoint has answered.
  ///
  /// @param nanos from the complete request to its answer
  public void answeredToken(RequestNotes notes, int status, long nanos) {
    if (isOn) {
      var counts = of(notes);
      counts.answered(notes, status);
      counts.took(nanos);
    }
  }

  /// An operation of the API has answered; counted where a client is known.
  public void answeredCall(RequestNotes notes, int status) {
    if (isOn && notes.clientId().isPresent()) {
      of(notes).answered(notes, status);
    }
  }

  private LiveCounts of(RequestNotes notes) {
    var id = notes.clientId();
    if (id.isEmpty()) {
      return rest;
    }
    var known = clients.get(id.get());
    return known != null && known.createdAt().equals(notes.clientCreatedAt())
        ? known
        : another(notes, id.get());
  }

  /// The first request of a client, or of another one with its id.
  private LiveCounts another(RequestNotes notes, String id) {
    var pool = notes.poolId().orElse("");
    if (!clients.containsKey(id) && !hasRoom(pool)) {
      return rest;
    }
    var created = notes.clientCreatedAt();
    return clients.compute(
        id,
        (_, known) -> {
          if (known != null && known.createdAt().equals(created)) {
            return known;
          }
          if (known != null) {
            leave(known.poolId());
          }
          ofPools.merge(pool, 1, Integer::sum);
          return new LiveCounts(pool, id, created);
        });
  }

  private boolean hasRoom(String pool) {
    return clients.size() < clientsMax && ofPools.getOrDefault(pool, 0) < clientsOfPoolMax;
  }

  private void leave(String pool) {
    ofPools.computeIfPresent(pool, (_, count) -> count == 1 ? null : count - 1);
  }

  /// Everything that may have something to write, and forgets who has been idle: for the writer's
  /// thread alone.
  List<LiveCounts> withNew(Instant now) {
    var all = new ArrayList<>(leaving);
    leaving.clear();
    all.add(rest);
    var living = List.copyOf(clients.values());
    all.addAll(living);
    for (var counts : living) {
      if (isIdle(counts, now) && clients.remove(counts.clientId(), counts)) {
        leave(counts.poolId());
        leaving.add(counts);
      }
    }
    all.removeIf(counts -> !counts.takeNew(now));
    return all;
  }

  /// What was new is so still: for the writer's thread alone.
  void notWritten(LiveCounts counts) {
    counts.touch();
    if (counts != rest && clients.get(counts.clientId()) != counts) {
      leaving.add(counts);
    }
  }

  private static boolean isIdle(LiveCounts counts, Instant now) {
    return counts.lastNew().plus(IDLE).isBefore(now) && !counts.hasNew();
  }
}
