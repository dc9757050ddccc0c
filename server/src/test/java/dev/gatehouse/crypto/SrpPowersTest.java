package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SeededRandom;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/// The table of powers against [BigInteger#modPow].
class SrpPowersTest {
  private final SrpPowers powers = new SrpPowers();

  @Test
  void every_single_bit_has_its_power() {
    for (int bit = 0; bit < SrpPowers.BITS; bit++) {
      check(BigInteger.ONE.shiftLeft(bit));
    }
  }

  @Test
  void the_shortest_and_the_longest_exponents_have_theirs() {
    check(BigInteger.ZERO);
    check(BigInteger.TWO);
    for (int bits = 1; bits <= SrpPowers.BITS; bits++) {
      check(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
    }
  }

  @Test
  void random_exponents_have_theirs() {
    var random = new SeededRandom(1);
    var bytes = new byte[SrpPowers.BITS / Byte.SIZE];
    for (int i = 0; i < 1_000; i++) {
      random.nextBytes(bytes);
      check(new BigInteger(1, bytes));
    }
  }

  /// Before the table is made, while it is, and after; and for exponents that are too long for it.
  @Test
  void a_power_is_the_same_with_and_without_the_table() {
    var random = new SeededRandom(2);
    var bytes = new byte[SrpPowers.BITS / Byte.SIZE + 1];
    for (int i = 0; i < 3 * SrpGroup.USES_BEFORE_TABLE; i++) {
      random.nextBytes(bytes);
      var exponent = new BigInteger(1, bytes).shiftRight(i % 2 * Byte.SIZE);

      assertThat(SrpGroup.power(exponent)).isEqualTo(SrpGroup.G.modPow(exponent, SrpGroup.N));
    }
  }

  private void check(BigInteger exponent) {
    assertThat(powers.of(exponent))
        .as("%s", exponent.toString(16))
        .isEqualTo(SrpGroup.G.modPow(exponent, SrpGroup.N));
  }
}
