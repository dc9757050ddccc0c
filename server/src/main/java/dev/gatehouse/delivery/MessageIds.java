package dev.gatehouse.delivery;

import dev.gatehouse.env.Env;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Ids that sort by time: UUIDs of version 7 (RFC 9562 §5.7), of one node strictly rising also
/// within a millisecond, because a counter follows the time (§6.2, method 1). Of several nodes they
/// rise as far as their clocks agree. Thread-safe.
final class MessageIds {
  private static final int COUNTER_BITS = 12;

  private final Env env;

  /// Milliseconds since 1970, then the counter.
  private final AtomicLong last = new AtomicLong();

  MessageIds(Env env) {
    this.env = env;
  }

  String next() {
    var now = env.clock().instant().toEpochMilli() << COUNTER_BITS;
    var time = last.updateAndGet(before -> Math.max(before + 1, now));
    var counter = time & ((1L << COUNTER_BITS) - 1);
    var high = ((time >>> COUNTER_BITS) << 16) | 0x7000 | counter;
    var low = (env.random().nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
