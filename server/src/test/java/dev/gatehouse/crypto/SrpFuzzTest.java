package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Fuzzing;
import dev.gatehouse.testing.SrpClient;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Damaged values of a sign-in by SRP. Must always hold: no exception; what is taken is what was
/// meant, and written again it is the same.
class SrpFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> DIGITS =
      List.of("0", "00", "f", "F", "-", "+", "0x", " ", "\n", "\0", "g", "\u00b2", "_", "1e9");
  private static final List<String> TIMES =
      List.of(
          "Sun", "Feb", "29", " ", "  ", ":", "UTC", "GMT", "0", "-", "+", "24", "60", "2024",
          "\u00b2", "\n", "\0");

  @Test
  void sr_01_a_damaged_public_value_is_in_the_group_or_none() {
    var fuzzing = Fuzzing.of(ROUNDS);
    var random = fuzzing.random();
    while (fuzzing.next()) {
      var value = SrpClient.N.multiply(BigInteger.valueOf(random.nextInt(3)));
      value = value.add(BigInteger.valueOf(random.nextInt(-2, 3)));
      if (random.nextBoolean()) {
        var bytes = new byte[random.nextInt(1, 386)];
        random.nextBytes(bytes);
        value = new BigInteger(1, bytes);
      }
      var hex = value.toString(16);
      var text = random.nextInt(3) == 0 ? hex : damaged(fuzzing, hex, DIGITS);

      var parsed = SrpPublic.parse(text);

      var isHex = text.matches("[0-9a-fA-F]{1,770}");
      var number = isHex ? new BigInteger(text, 16) : BigInteger.ZERO;
      var isInGroup = number.signum() > 0 && number.compareTo(SrpClient.N) < 0;
      assertThat(parsed.isPresent()).as("%s: %s", fuzzing, text).isEqualTo(isInGroup);
      parsed.ifPresent(it -> {
        var digits = text.toLowerCase(Locale.ROOT).replaceFirst("^0+", "");
        assertThat(it.hex()).as("%s", fuzzing).isEqualTo(digits);
      });
    }
  }

  @Test
  void sr_06_a_damaged_timestamp_is_a_time_or_none() {
    var fuzzing = Fuzzing.of(ROUNDS);
    while (fuzzing.next()) {
      var text = damaged(fuzzing, "Tue Feb 4 09:05:07 UTC 2025", TIMES);

      var parsed = SrpTimestamp.parse(text);

      if (parsed.isPresent()) {
        assertThat(text)
            .as("%s", fuzzing)
            .matches(
                "[MTWFS][a-z]{2} [JFMASOND][a-z]{2} [1-9]\\d? \\d\\d:\\d\\d:\\d\\d UTC \\d{4}");
      }
    }
  }

  private static String damaged(Fuzzing fuzzing, String text, List<String> parts) {
    var bytes = fuzzing.damaged(text.getBytes(StandardCharsets.ISO_8859_1), parts);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
