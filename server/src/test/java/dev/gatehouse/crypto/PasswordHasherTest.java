package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.SeededRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {
  private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
  private static final String PASSWORD = "Passw0rd!";

  private final HashingPermits permits = new HashingPermits(2, Duration.ofSeconds(1));
  private final PasswordHasher hasher = new PasswordHasher(CHEAP, permits, new SeededRandom(1));

  /// Two vectors of the reference implementation (phc-winner-argon2, `src/test.c`, version 19), and
  /// what libsodium makes at the cost of OWASP.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$T95q7S205tf9WI4HhYOZDIQmMMAbntacGXTIku0gXT8"
      })
  void sr_10_hashes_of_other_programs_are_read(String stored) {
    assertThat(hasher.check("password", stored)).isEqualTo(PasswordCheck.RIGHT);
    assertThat(hasher.check("Password", stored)).isEqualTo(PasswordCheck.WRONG);
  }

  @Test
  void sr_10_the_cost_is_the_least_that_owasp_recommends_and_stands_in_the_hash() {
    var owasp = new PasswordHasher(Argon2Cost.OWASP, permits, new SeededRandom(1));
    var stored = owasp.hash(PASSWORD).orElseThrow();

    assertThat(stored).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[\\w+/]{22}\\$[\\w+/]{43}");
    assertThat(owasp.check(PASSWORD, stored)).isEqualTo(PasswordCheck.RIGHT);
    assertThat(owasp.check("passw0rd!", stored)).isEqualTo(PasswordCheck.WRONG);
  }

  @Test
  void sr_10_two_hashes_of_a_password_are_different() {
    assertThat(hasher.hash(PASSWORD)).isNotEqualTo(hasher.hash(PASSWORD));
  }

  @Test
  void sr_10_a_hash_of_another_cost_is_still_right_and_asks_to_be_renewed() {
    var stored = hasher.hash(PASSWORD).orElseThrow();
    var costlier = new PasswordHasher(new Argon2Cost(128, 1, 1), permits, new SeededRandom(2));

    assertThat(costlier.check(PASSWORD, stored)).isEqualTo(PasswordCheck.RIGHT);
    assertThat(costlier.needsRehash(stored)).isTrue();
    assertThat(hasher.needsRehash(stored)).isFalse();
    assertThat(costlier.needsRehash(costlier.hash(PASSWORD).orElseThrow())).isFalse();
  }

  /// SR-11: the whole password counts, as it was sent.
  @ParameterizedTest
  @ValueSource(ints = {1, 64, 72, 128, 256})
  void sr_11_every_character_counts(int length) {
    var password = "a".repeat(length);
    var stored = hasher.hash(password).orElseThrow();

    assertThat(hasher.check(password, stored)).isEqualTo(PasswordCheck.RIGHT);
    assertThat(hasher.check(password + "a", stored)).isEqualTo(PasswordCheck.WRONG);
    assertThat(hasher.check("a".repeat(length - 1), stored)).isEqualTo(PasswordCheck.WRONG);
    assertThat(hasher.check("a".repeat(length - 1) + "b", stored)).isEqualTo(PasswordCheck.WRONG);
  }

  @Test
  void sr_11_spaces_emoji_forms_and_zeros_are_what_they_are() {
    var composed = "P\u00e4ssw\u00f6rd1!";
    var decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
    var passwords =
        List.of(
            composed,
            decomposed,
            "a b",
            " a b",
            "a b ",
            "a\0b",
            "a\0c",
            "a",
            "\uD83D\uDE00",
            "\uD83D\uDE01",
            "\uFF21",
            "A");
    for (var one : passwords) {
      var stored = hasher.hash(one).orElseThrow();
      for (var other : passwords) {
        assertThat(hasher.check(other, stored))
            .isEqualTo(one.equals(other) ? PasswordCheck.RIGHT : PasswordCheck.WRONG);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Passw0rd!",
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$",
        "$argon2id$v=19$m=64,t=1,p=1$$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA$",
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA==",
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2Fs!A",
        "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=0,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=-64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=+64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=064,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=99999999999,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=64,t=17,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=64,t=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$t=1,m=64,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=64,t=1,p=1,x=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$argon2id$v=19$m=,t=,p=$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
        "$2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234"
      })
  void what_is_no_hash_is_a_fault_and_never_a_password(String stored) {
    assertThat(hasher.check(PASSWORD, stored)).isEqualTo(PasswordCheck.UNREADABLE);
    assertThat(hasher.check(stored, stored)).isEqualTo(PasswordCheck.UNREADABLE);
    assertThat(hasher.check("", stored)).isEqualTo(PasswordCheck.UNREADABLE);
    assertThat(hasher.needsRehash(stored)).isFalse();
  }

  @Test
  void en_06_a_user_who_does_not_exist_is_compared_like_another() {
    assertThat(hasher.checkNobody(PASSWORD)).isEqualTo(PasswordCheck.WRONG);
    assertThat(hasher.checkNobody("")).isEqualTo(PasswordCheck.WRONG);
  }

  @Test
  void sr_13_a_history_is_compared_by_hash() {
    var history = List.of(hasher.hash("first").orElseThrow(), hasher.hash("second").orElseThrow());

    assertThat(hasher.checkAny("first", history)).isEqualTo(PasswordCheck.RIGHT);
    assertThat(hasher.checkAny("second", history)).isEqualTo(PasswordCheck.RIGHT);
    assertThat(hasher.checkAny("third", history)).isEqualTo(PasswordCheck.WRONG);
    assertThat(hasher.checkAny("first", List.of())).isEqualTo(PasswordCheck.WRONG);
    assertThat(hasher.checkAny("third", List.of(history.getFirst(), "broken")))
        .isEqualTo(PasswordCheck.UNREADABLE);
    assertThat(hasher.checkAny("first", List.of(history.getFirst(), "broken")))
        .isEqualTo(PasswordCheck.RIGHT);
  }

  @Test
  void a_cost_has_limits() {
    for (var cost :
        new int[][] {
          {7, 1, 1}, {64, 0, 1}, {64, 1, 0}, {64, 1, 5}, {64, 17, 1}, {8, 1, 2}, {65_537, 1, 1}
        }) {
      assertThatThrownBy(() -> new Argon2Cost(cost[0], cost[1], cost[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
