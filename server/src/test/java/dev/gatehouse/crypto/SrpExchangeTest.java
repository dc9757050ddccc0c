package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.SeededRandom;
import dev.gatehouse.testing.SrpClient;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SrpExchangeTest {
  private static final SrpIdentity JANE = new SrpIdentity("AbCdEfGhI", "jane");
  private static final String PASSWORD = "Passw0rd!";
  private static final byte[] BLOCK = "secret block".getBytes(StandardCharsets.US_ASCII);
  private static final String TIME = "Tue Feb 4 09:05:07 UTC 2025";

  private final SeededRandom random = new SeededRandom(1);
  private final SrpSalt salt = SrpSalt.mint(random);
  private final SrpVerifier verifier = SrpVerifier.derive(JANE, salt, PASSWORD);
  private final SrpExchange exchange = SrpExchange.begin(verifier, random);
  private final SrpClient client =
      new SrpClient(BigInteger.valueOf(random.nextLong(1L << 62)).pow(16));

  @Test
  void who_knows_the_password_proves_it() {
    var later = SrpExchange.resume(exchange.secret(), exchange.publicValue());
    var stored = SrpVerifier.of(verifier.bytes());

    assertThat(later.agree(clientsValue(), stored).proves(proof(PASSWORD), JANE, BLOCK, TIME))
        .isTrue();
  }

  @Test
  void sr_03_nothing_else_is_a_proof() {
    var key = exchange.agree(clientsValue(), verifier);
    var proof = proof(PASSWORD);

    assertThat(key.proves(proof("passw0rd!"), JANE, BLOCK, TIME)).isFalse();
    assertThat(key.proves("", JANE, BLOCK, TIME)).isFalse();
    assertThat(key.proves(proof.substring(1), JANE, BLOCK, TIME)).isFalse();
    assertThat(key.proves(proof + "=", JANE, BLOCK, TIME)).isFalse();
    assertThat(key.proves(proof, JANE, BLOCK, "Tue Feb 4 09:05:08 UTC 2025")).isFalse();
    assertThat(key.proves(proof, new SrpIdentity("AbCdEfGhI", "joe"), BLOCK, TIME)).isFalse();
    assertThat(key.proves(proof, new SrpIdentity("ZzYyXxWwV", "jane"), BLOCK, TIME)).isFalse();
    assertThat(key.proves(proof, JANE, Arrays.copyOf(BLOCK, BLOCK.length - 1), TIME)).isFalse();
  }

  /// SR-05: a proof belongs to the exchange that it was made in.
  @Test
  void sr_05_a_proof_is_worth_nothing_in_another_exchange() {
    var other = SrpExchange.begin(verifier, random);

    assertThat(other.publicValue()).isNotEqualTo(exchange.publicValue());
    assertThat(other.agree(clientsValue(), verifier).proves(proof(PASSWORD), JANE, BLOCK, TIME))
        .isFalse();
  }

  @Test
  void sr_01_no_multiple_of_the_prime_is_taken_in_any_spelling() {
    var n = SrpClient.N;
    IntStream.range(0, 4)
        .mapToObj(factor -> n.multiply(BigInteger.valueOf(factor)).toString(16))
        .flatMap(hex ->
            List.of(hex, hex.toUpperCase(Locale.ROOT), "0" + hex, "00" + hex, "0".repeat(600) + hex)
                .stream())
        .forEach(SrpExchangeTest::expectRefused);
  }

  @Test
  void sr_01_what_is_no_number_in_hexadecimal_digits_is_not_taken() {
    var good = client.publicValue();
    List.of(
            "",
            " ",
            "-" + good,
            "+" + good,
            "-1",
            "0x" + good,
            good + "\n",
            " " + good,
            good + "g",
            good + "\0",
            good.substring(1) + "\u0661", // A digit, but not of ASCII.
            "\uff11" + good.substring(1),
            "1".repeat(10_000),
            "0".repeat(10_000),
            "0".repeat(10_000) + good)
        .forEach(SrpExchangeTest::expectRefused);
  }

  @Test
  void sr_02_a_value_beyond_the_prime_is_not_reduced_but_refused() {
    expectRefused(SrpClient.N.add(BigInteger.ONE).toString(16));
    expectRefused(SrpClient.N.add(new BigInteger(client.publicValue(), 16)).toString(16));
    expectRefused("f".repeat(770));
  }

  /// The client's value is 1, N - 1 or g: the key still depends on the password, so that none of
  /// the keys that one could guess is it.
  @Test
  void sr_02_small_values_prove_nothing_without_the_password() {
    var last = SrpClient.N.subtract(BigInteger.ONE);
    for (var value : List.of(BigInteger.ONE, last, BigInteger.TWO)) {
      var a = SrpPublic.parse(value.toString(16)).orElseThrow();
      var u = SrpGroup.hash(a.encoded(), exchange.publicValue().encoded());
      var key = exchange.agree(a, verifier);
      for (var guess : List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, last)) {
        var guessed = SrpSessionKey.derive(guess, u).signature(JANE, BLOCK, TIME);
        assertThat(key.proves(guessed, JANE, BLOCK, TIME)).isFalse();
      }
    }
  }

  @Test
  void clients_may_write_upper_case_and_a_byte_for_the_sign() {
    var parsed = SrpPublic.parse(client.publicValue());

    assertThat(parsed).isPresent();
    assertThat(SrpPublic.parse(client.publicValue().toUpperCase(Locale.ROOT))).isEqualTo(parsed);
    assertThat(SrpPublic.parse("00" + client.publicValue())).isEqualTo(parsed);
    assertThat(parsed.orElseThrow().hex()).isEqualTo(client.publicValue());
  }

  @Test
  void a_key_that_does_not_depend_on_the_password_is_never_derived() {
    assertThatThrownBy(() -> exchange.agree(clientsValue(), verifier, BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void values_outside_of_the_group_are_no_values() {
    for (var value : List.of(BigInteger.ZERO, SrpClient.N, BigInteger.valueOf(-1))) {
      assertThatThrownBy(() -> new SrpPublic(value)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> SrpVerifier.of(new byte[384]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SrpVerifier.of(SrpGroup.fixed(SrpClient.N)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secrets_are_as_long_as_the_next_and_never_printed() {
    assertThat(exchange.secret()).hasSize(32);
    assertThat(SrpExchange.with(BigInteger.ONE, verifier).secret()).hasSize(32);
    assertThat(SrpVerifier.of(new byte[] {2}).bytes()).hasSize(384).endsWith(2);
    assertThat(verifier.bytes()).hasSize(384);
    assertThat(verifier).hasToString("SrpVerifier[…]");
    assertThat(exchange).hasToString("SrpExchange[…]");
    assertThat(exchange.agree(clientsValue(), verifier)).hasToString("SrpSessionKey[…]");
  }

  /// §3.3, point 2.
  @Test
  void a_salt_has_32_digits_of_which_the_first_is_not_zero() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(SrpSalt.mint(random).hex()).matches("[1-9a-f][0-9a-f]{31}");
    }
    for (var hex : List.of("", "0", "0f", "F0", "-1", "1g", "1\n", "1".repeat(129))) {
      assertThatThrownBy(() -> new SrpSalt(hex)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void expectRefused(String value) {
    assertThat(SrpPublic.parse(value)).as(value).isEmpty();
  }

  private SrpPublic clientsValue() {
    return SrpPublic.parse(client.publicValue()).orElseThrow();
  }

  private String proof(String password) {
    return client.signature(
        new SrpClient.Identity("AbCdEfGhI", "jane"),
        password,
        new SrpClient.Challenge(salt.hex(), exchange.publicValue().hex()),
        new SrpClient.Claim(BLOCK, TIME));
  }
}
