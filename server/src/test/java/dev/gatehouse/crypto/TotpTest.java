package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  /// Of the vectors of RFC 6238, appendix B, and RFC 4226, appendix D.
  private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);
  private static final long STEP = 1_111_111_111 / 30;

  /// RFC 6238, appendix B: the rows with SHA-1, eight digits.
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void rfc_6238_appendix_b(long seconds, String code) {
    assertThat(Totp.code(SEED, seconds / 30, 8)).isEqualTo(code);
    assertThat(Totp.code(SEED, Instant.ofEpochSecond(seconds))).isEqualTo(code.substring(2));
  }

  /// RFC 4226, appendix D: six digits by the counter.
  @ParameterizedTest
  @CsvSource({
    "0, 755224",
    "1, 287082",
    "2, 359152",
    "3, 969429",
    "4, 338314",
    "5, 254676",
    "6, 287922",
    "7, 162583",
    "8, 399871",
    "9, 520489"
  })
  void rfc_4226_appendix_d(long counter, String code) {
    assertThat(Totp.code(SEED, counter, 6)).isEqualTo(code);
  }

  @Test
  void one_step_before_and_after_is_right_and_no_other() {
    for (int skew = -3; skew <= 3; skew++) {
      var code = Totp.code(SEED, STEP + skew, 6);
      assertThat(Totp.step(SEED, code, NOW, 0))
          .as("skew %s", skew)
          .isEqualTo(Math.abs(skew) <= 1 ? OptionalLong.of(STEP + skew) : OptionalLong.empty());
    }
  }

  @Test
  void a_step_is_used_once_and_those_before_it_with_it() {
    var current = Totp.code(SEED, NOW);
    assertThat(Totp.step(SEED, current, NOW, STEP - 1)).hasValue(STEP);
    assertThat(Totp.step(SEED, current, NOW, STEP)).isEmpty();
    assertThat(Totp.step(SEED, Totp.code(SEED, STEP - 1, 6), NOW, STEP)).isEmpty();
    assertThat(Totp.step(SEED, Totp.code(SEED, STEP + 1, 6), NOW, STEP)).hasValue(STEP + 1);
  }

  @ParameterizedTest
  @CsvSource({"''", "05047", "0504710", "05047x", "\u0660\u0665\u0660\u0664\u0667\u0661"})
  void what_is_no_code_is_wrong(String code) {
    assertThat(Totp.step(SEED, code, NOW, 0)).isEmpty();
  }

  @Test
  void a_seed_is_random_and_written_as_apps_take_it() {
    assertThat(Totp.base32(SEED)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    var seed = Totp.mintSeed(new SeededRandom(1));
    assertThat(seed).hasSize(20).isNotEqualTo(Totp.mintSeed(new SeededRandom(2)));
    assertThat(Totp.base32(seed)).matches("[A-Z2-7]{32}");
  }
}
