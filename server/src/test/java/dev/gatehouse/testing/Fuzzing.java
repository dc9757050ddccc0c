package dev.gatehouse.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Random input that can be repeated. A usual run has a number of rounds, the same each time, so
/// that it fails for what was changed and for nothing else; `-Dfuzz.minutes=10` goes on for so long
/// instead, with a new seed each time, and `-Dfuzz.seed=…` repeats a run that failed.
public final class Fuzzing {
  private static final long USUAL_SEED = 57;

  private final long seed;
  private final RandomGenerator random;
  private final long rounds;
  private final long endNanos;
  private long round;

  private Fuzzing(long seed, long rounds, Duration time) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.rounds = rounds;
    this.endNanos = System.nanoTime() + time.toNanos();
  }

  /// @param rounds of a usual run
  public static Fuzzing of(long rounds) {
    var minutes = Integer.getInteger("fuzz.minutes", 0);
    var isTimed = minutes > 0;
    var seed = Long.getLong("fuzz.seed", isTimed ? System.nanoTime() : USUAL_SEED);
    return new Fuzzing(seed, isTimed ? Long.MAX_VALUE : rounds, Duration.ofMinutes(minutes));
  }

  /// Begins another round, if there is one.
  public boolean next() {
    var goesOn = rounds < Long.MAX_VALUE ? round < rounds : System.nanoTime() < endNanos;
    round++;
    return goesOn;
  }

  public RandomGenerator random() {
    return random;
  }

  /// How many rounds have begun.
  public long round() {
    return round;
  }

  /// For the message of a failure.
  @Override
  public String toString() {
    return "-Dfuzz.seed=%d, round %d".formatted(seed, round);
  }

  /// One to three damages: a byte changed, a stretch cut, doubled, or a foreign part put in.
  public byte[] damaged(byte[] good, List<String> parts) {
    var bytes = good;
    for (int damage = random.nextInt(1, 4); damage > 0 && bytes.length > 0; damage--) {
      var at = random.nextInt(bytes.length);
      var end = Math.min(bytes.length, at + random.nextInt(1, 12));
      var head = Arrays.copyOf(bytes, at);
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> join(head, new byte[] {(byte) random.nextInt(256)}, tail(bytes, at + 1));
            case 1 -> join(head, new byte[0], tail(bytes, end));
            case 2 -> join(head, Arrays.copyOfRange(bytes, at, end), tail(bytes, at));
            default -> {
              var part = parts.get(random.nextInt(parts.size()));
              yield join(head, part.getBytes(StandardCharsets.ISO_8859_1), tail(bytes, at));
            }
          };
    }
    return bytes;
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, Math.min(from, bytes.length), bytes.length);
  }

  private static byte[] join(byte[] head, byte[] middle, byte[] tail) {
    var joined = Arrays.copyOf(head, head.length + middle.length + tail.length);
    System.arraycopy(middle, 0, joined, head.length, middle.length);
    System.arraycopy(tail, 0, joined, head.length + middle.length, tail.length);
    return joined;
  }
}
