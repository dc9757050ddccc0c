package dev.gatehouse.env;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The outside world as values: everything that would make two equal requests answer differently.
///
/// @param clock wall clock, outside tests a [SteadyClock]; API dates keep its milliseconds
///   (behaviour reference GEN-09), tokens truncate to whole seconds
/// @param random source of every identifier, code and secret; a `SecureRandom` outside tests
public record Env(InstantSource clock, RandomGenerator random) {
  /// The current time in milliseconds, the precision of the API's dates (GEN-09).
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// What the machine's clock says, which may go back: for what others have dated by theirs, such
  /// as a signature of now. Whatever this program dates itself it compares with [#now].
  public Instant machineNow() {
    return clock instanceof SteadyClock steady ? steady.machine() : clock.instant();
  }

  /// A random UUID (RFC 9562 §5.4, version 4) from this source of randomness.
  public UUID uuid() {
    var high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    var low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
