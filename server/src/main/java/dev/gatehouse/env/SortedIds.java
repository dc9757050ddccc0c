package dev.gatehouse.env;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Ids that sort by time: UUIDs of version 7 (RFC 9562 §5.7), of one node strictly rising also
/// within a millisecond, because a counter follows the time (§6.2, method 1). Of several nodes they
/// rise as far as their clocks agree. Thread-safe.
public final class SortedIds {
  private static final int COUNTER_BITS = 12;
  private static final int VERSION = 0x7000;

  private final Env env;

  /// Milliseconds since 1970, then the counter.
  private final AtomicLong last = new AtomicLong();

  public SortedIds(Env env) {
    this.env = env;
  }

  public String next() {
    var now = env.clock().instant().toEpochMilli() << COUNTER_BITS;
    var time = last.updateAndGet(before -> Math.max(before + 1, now));
    var counter = time & ((1L << COUNTER_BITS) - 1);
    var low = (env.random().nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high(time >>> COUNTER_BITS) | counter, low).toString();
  }

  /// Not above any id of that millisecond or a later one, and above every earlier one.
  public static String lowestAt(Instant time) {
    return new UUID(high(Math.max(0, time.toEpochMilli())), 0).toString();
  }

  /// When an id was made, to the millisecond; 1970 for what is no such id.
  public static Instant timeOf(String id) {
    try {
      return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> 16);
    } catch (IllegalArgumentException noUuid) {
      return Instant.EPOCH;
    }
  }

  private static long high(long millis) {
    return (millis << 16) | VERSION;
  }
}
