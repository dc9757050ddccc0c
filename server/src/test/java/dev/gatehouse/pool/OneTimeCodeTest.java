package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.SeededRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Behaviour reference users §8.4; BF-14.
class OneTimeCodeTest {
  private static final int SAMPLES = 100_000;

  /// The digits of each place, by the chi-square test: 27.9 is passed by one in a thousand uniform
  /// sources of nine degrees of freedom, and the seed is fixed.
  @ParameterizedTest
  @ValueSource(ints = {OneTimeCode.DIGITS, OneTimeCode.EMAIL_OTP_DIGITS})
  void bf_14_codes_are_uniform_and_keep_leading_zeros(int digits) {
    var random = new SeededRandom(digits);
    var counts = new int[digits][10];
    for (int i = 0; i < SAMPLES; i++) {
      var code = OneTimeCode.mint(digits, random).value();
      assertThat(code.length()).isEqualTo(digits);
      for (int place = 0; place < digits; place++) {
        counts[place][code.charAt(place) - '0']++;
      }
    }
    for (var place : counts) {
      double chiSquare = 0;
      for (var count : place) {
        chiSquare += Math.pow(count - SAMPLES / 10.0, 2) / (SAMPLES / 10.0);
      }
      assertThat(chiSquare).isLessThan(27.9);
    }
  }

  /// Every draw of the source that would make some codes likelier than others is thrown away.
  @Test
  void bf_14_the_smallest_and_the_largest_code_are_drawn() {
    RandomGenerator zeros = () -> 0L;

    assertThat(OneTimeCode.mint(6, zeros).value()).isEqualTo("000000");
    assertThat(OneTimeCode.mint(8, zeros).value()).isEqualTo("00000000");
  }

  @Test
  void bf_15_a_code_is_not_printed() {
    assertThat(OneTimeCode.mint(6, new SeededRandom(1))).hasToString("OneTimeCode[…]");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 5, 10})
  void bf_14_no_code_is_shorter_than_20_bits(int digits) {
    assertThatThrownBy(() -> OneTimeCode.mint(digits, new SeededRandom(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
