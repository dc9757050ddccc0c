package dev.gatehouse.usage;

import dev.gatehouse.env.RequestNotes;
import dev.gatehouse.metrics.Histogram;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// What is counted of one client on this node, and what of it is written already. Counting is
/// thread-safe and never waits; the rest belongs to the writer's thread.
final class LiveCounts {
  private static final int BAD_REQUEST = 400;
  private static final int FAULT = 500;

  private final String poolId;
  private final String clientId;
  private final Instant createdAt;
  private final Tally tokens = new Tally(Counts.GRANTS_MAX);
  private final Tally errors = new Tally(Counts.ERRORS_MAX);
  private final LongAdder failedSignIns = new LongAdder();
  private final Histogram latencies = new Histogram(Latencies.BUCKETS);
  private volatile boolean hasNew;
  private Counts written = Counts.NONE;
  private Instant lastNew = Instant.MIN;

  /// @param createdAt of the client: another one may have had its id before
  LiveCounts(String poolId, String clientId, Instant createdAt) {
    this.poolId = poolId;
    this.clientId = clientId;
    this.createdAt = createdAt;
  }

  String poolId() {
    return poolId;
  }

  String clientId() {
    return clientId;
  }

  Instant createdAt() {
    return createdAt;
  }

  void answered(RequestNotes notes, int status) {
    var grant = notes.grant();
    var error = notes.errorCode();
    if (notes.isIssued() && grant.isPresent()) {
      tokens.count(grant.get());
    }
    if (error.isPresent()) {
      errors.count(error.get());
      var isHis = status >= BAD_REQUEST && status < FAULT;
      if (isHis && grant.filter(Grants.SIGN_IN::equals).isPresent()) {
        failedSignIns.increment();
      }
    }
    touch();
  }

  void took(long nanos) {
    latencies.observe(nanos);
    touch();
  }

  /// There is something to write. Written only where it says otherwise: the line of memory stays
  /// where it is read.
  void touch() {
    if (!hasNew) {
      hasNew = true;
    }
  }

  boolean hasNew() {
    return hasNew;
  }

  /// Whether there may be something to write; from now on only what is counted later counts as new.
  boolean takeNew(Instant now) {
    if (!hasNew) {
      return false;
    }
    hasNew = false;
    lastNew = now;
    return true;
  }

  Instant lastNew() {
    return lastNew;
  }

  Counts all() {
    var buckets = new TreeMap<Integer, Long>();
    var counts = latencies.counts();
    for (int i = 0; i < counts.size(); i++) {
      buckets.put(i, counts.get(i));
    }
    return new Counts(tokens.now(), failedSignIns.sum(), errors.now(), buckets);
  }

  Counts written() {
    return written;
  }

  void written(Counts all) {
    written = all;
  }
}
