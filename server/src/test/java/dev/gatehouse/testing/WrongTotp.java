package dev.gatehouse.testing;

import dev.gatehouse.crypto.Totp;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;

/// Codes of a second factor that are wrong whatever its seed: any that a test thinks of is right
/// for three seeds of a million.
public final class WrongTotp {
  private static final int DISTANCE = 1_111;

  private WrongTotp() {}

  /// @param number 0 for the first one, up to some hundreds
  public static String of(byte[] seed, Instant now, int number) {
    return IntStream.iterate(0, code -> code + DISTANCE)
        .mapToObj(code -> String.format(Locale.ROOT, "%06d", code))
        .filter(code -> Totp.step(seed, code, now, -1).isEmpty())
        .skip(number)
        .findFirst()
        .orElseThrow();
  }
}
