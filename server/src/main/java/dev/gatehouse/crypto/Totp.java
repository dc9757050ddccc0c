package dev.gatehouse.crypto;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/// One-time codes by the time (RFC 6238), as authenticator apps make them: SHA-1, six digits, a
/// step of 30 seconds since 1970. A code of the step before or after is right as well (§5.2, §6).
/// That none is right twice is up to whoever keeps the last step.
public final class Totp {
  /// RFC 4226 §4 R6 recommends 160 bits.
  private static final int SEED_LENGTH = 20;

  private static final int DIGITS = 6;
  private static final int SKEW = 1;
  private static final long STEP_SECONDS = 30;
  private static final String ALGORITHM = "HmacSHA1";
  private static final int RADIX = 10;

  private Totp() {}

  /// A new seed of 20 bytes.
  public static byte[] mintSeed(RandomGenerator random) {
    var seed = new byte[SEED_LENGTH];
    random.nextBytes(seed);
    return seed;
  }

  /// The seed as apps take it: Base32 (RFC 4648 §6), 32 letters and digits.
  public static String base32(byte[] seed) {
    return Base32.toBase32String(seed);
  }

  /// The step whose code it is, of the three that are right at `now`; empty when it is of none, or
  /// only of one that is used up. Every step is looked at, whichever it is.
  ///
  /// @param lastUsed steps up to it are used up
  public static OptionalLong step(byte[] seed, String code, Instant now, long lastUsed) {
    var current = now.getEpochSecond() / STEP_SECONDS;
    var found = OptionalLong.empty();
    for (long step = current - SKEW; step <= current + SKEW; step++) {
      if (Digests.isEqual(code(seed, step, DIGITS), code) && step > lastUsed) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /// The code at `now`.
  public static String code(byte[] seed, Instant now) {
    return code(seed, now.getEpochSecond() / STEP_SECONDS, DIGITS);
  }

  /// RFC 4226 §5.3.
  static String code(byte[] seed, long step, int digits) {
    var mac = mac(seed, step);
    int offset = mac[mac.length - 1] & 0x0f;
    int truncated = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      truncated = (truncated << Byte.SIZE) | (mac[offset + i] & 0xff);
    }
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= RADIX;
    }
    var number = (truncated & Integer.MAX_VALUE) % power;
    return String.format(Locale.ROOT, "%0" + digits + "d", number);
  }

  private static byte[] mac(byte[] seed, long step) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(seed, ALGORITHM));
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        mac.update((byte) (step >>> shift));
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }
}
