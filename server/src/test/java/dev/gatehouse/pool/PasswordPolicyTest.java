package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.SeededRandom;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Behaviour reference users §2.10, §2.4.
class PasswordPolicyTest {
  private static final PasswordPolicy STRICT = new PasswordPolicy(8, true, true, true, true);
  private static final PasswordPolicy LENGTH_ONLY =
      new PasswordPolicy(6, false, false, false, false);

  @ParameterizedTest
  @CsvSource({
    "Passw0rd!,",
    "'',TOO_SHORT",
    "Pw0!,TOO_SHORT",
    "Passw0!,TOO_SHORT",
    "passw0rd!,NO_UPPERCASE",
    "PASSW0RD!,NO_LOWERCASE",
    "Password!,NO_NUMBER",
    "Passw0rdd,NO_SYMBOL",
    "~~~~~~~~~~,NO_UPPERCASE",
    "ABCDEFGHIJ,NO_LOWERCASE",
    "Abcdefghij,NO_NUMBER",
    "Passw0rd Passw0rd,"
  })
  void the_first_fault_in_the_order_of_the_checks_is_named(String password, PasswordFault fault) {
    assertThat(STRICT.fault(password)).isEqualTo(Optional.ofNullable(fault));
  }

  @Test
  void only_letters_and_digits_of_basic_latin_count() {
    assertThat(STRICT.fault("\u00c4assw0rd!")).contains(PasswordFault.NO_UPPERCASE);
    assertThat(STRICT.fault("P\u00c4SSW0RD\u00e4!")).contains(PasswordFault.NO_LOWERCASE);
    assertThat(STRICT.fault("Password\u0661!")).contains(PasswordFault.NO_NUMBER);
    assertThat(STRICT.fault("Passw0rd\u20ac")).contains(PasswordFault.NO_SYMBOL);
    assertThat(STRICT.fault("Passw0rd\u00a7\u2713!")).isEmpty();
  }

  @Test
  void every_symbol_of_the_list_counts() {
    var symbols = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";
    symbols.chars().forEach(c -> assertThat(STRICT.fault("Passw0rd" + (char) c)).isEmpty());
    assertThat(symbols).hasSize(33);
  }

  /// The length is that of what people see, not of UTF-16.
  @Test
  void an_emoji_is_one_character() {
    assertThat(LENGTH_ONLY.fault("\uD83D\uDE00".repeat(5))).contains(PasswordFault.TOO_SHORT);
    assertThat(LENGTH_ONLY.fault("\uD83D\uDE00".repeat(6))).isEmpty();
  }

  @Test
  void what_a_policy_does_not_ask_for_is_not_needed() {
    assertThat(LENGTH_ONLY.fault("aaaaaa")).isEmpty();
    assertThat(LENGTH_ONLY.fault("aaaaa")).contains(PasswordFault.TOO_SHORT);
  }

  @Test
  void the_refusal_says_why_and_where() {
    assertThatThrownBy(() -> STRICT.require("passw0rd!", true))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.refusal())
                    .isEqualTo(new Refusal.WeakPassword(PasswordFault.NO_UPPERCASE, true)));
    STRICT.require("Passw0rd!", false);
  }

  @ParameterizedTest
  @CsvSource({"6,12", "8,12", "12,12", "13,13", "99,99"})
  void a_temporary_password_conforms_to_any_policy(int minimum, int length) {
    var random = new SeededRandom(1);
    var strict = new PasswordPolicy(minimum, true, true, true, true);
    var seen = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      var password = TemporaryPassword.mint(strict, random).value();
      assertThat(strict.fault(password)).isEmpty();
      assertThat(password).hasSize(length).doesNotContainAnyWhitespaces();
      seen.add(password);
    }
    assertThat(seen).hasSize(1_000);
    assertThat(TemporaryPassword.mint(LENGTH_ONLY, random))
        .hasToString("TemporaryPassword[…]")
        .extracting(TemporaryPassword::value)
        .satisfies(password -> assertThat(strict(12).fault(password)).isEmpty());
  }

  /// Each of its characters is about as frequent as the next: none is left out, none preferred.
  @Test
  void temporary_passwords_use_their_whole_alphabet() {
    var random = new SeededRandom(2);
    var counts = new int[128];
    for (int i = 0; i < 5_000; i++) {
      TemporaryPassword.mint(LENGTH_ONLY, random).value().chars().forEach(c -> counts[c]++);
    }
    int used = 0;
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        used++;
        assertThat(counts[c]).as("%c", c).isBetween(600, 1_500);
      }
    }
    assertThat(used).isEqualTo(65);
  }

  private static PasswordPolicy strict(int minimum) {
    return new PasswordPolicy(minimum, true, true, true, true);
  }
}
