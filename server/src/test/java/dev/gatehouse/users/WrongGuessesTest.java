package dev.gatehouse.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Security check BF-06.
class WrongGuessesTest {
  private static final Refusal FULL = new Refusal.TooManyWrongGuesses();
  private static final Source ONE = Source.of("192.0.2.1");

  private final ManualClock clock = ManualClock.atStart();
  private final WrongGuesses guesses = new WrongGuesses(3, Duration.ofMinutes(10), clock);

  private Refusal refused(Source source, Refusal what) {
    try {
      guesses.watch(
          source,
          () -> {
            throw new RefusedException(what);
          });
      throw new AssertionError("not refused");
    } catch (RefusedException refused) {
      return refused.refusal();
    }
  }

  private Refusal wrong(Source source) {
    return refused(source, new Refusal.WrongPassword());
  }

  @Test
  void bf_06_wrong_passwords_codes_and_names_are_one_count() {
    for (var wrong :
        List.of(
            new Refusal.WrongPassword(), new Refusal.WrongCode(), new Refusal.UnknownUser("a"))) {
      assertThat(refused(ONE, wrong)).isEqualTo(wrong);
    }

    assertThat(wrong(ONE)).isEqualTo(FULL);
    assertThatThrownBy(() -> guesses.watch(ONE, () -> "right"))
        .as("what is right too")
        .isInstanceOf(RefusedException.class);
    assertThat(guesses.watch(Source.of("192.0.2.2"), () -> "right")).isEqualTo("right");
  }

  @Test
  void bf_06_what_is_right_or_not_looked_at_does_not_count() {
    for (int i = 0; i < 9; i++) {
      assertThat(guesses.watch(ONE, () -> "right")).isEqualTo("right");
      for (var other :
          List.of(
              new Refusal.PasswordAttemptsExceeded(),
              new Refusal.AttemptLimitExceeded(),
              new Refusal.ExpiredCode(),
              new Refusal.UserNotConfirmed(),
              new Refusal.Overloaded())) {
        assertThat(refused(ONE, other)).isEqualTo(other);
      }
    }
  }

  @Test
  void bf_06_the_window_begins_with_the_first() {
    wrong(ONE);
    clock.advance(Duration.ofMinutes(9));
    wrong(ONE);
    wrong(ONE);
    assertThat(wrong(ONE)).isEqualTo(FULL);
    clock.advance(Duration.ofMinutes(1));
    assertThat(wrong(ONE)).isNotEqualTo(FULL);
  }

  @Test
  void bf_06_an_ipv6_network_is_one_source() {
    for (int i = 1; i <= 3; i++) {
      wrong(Source.of("2001:db8:0:1::" + i));
    }
    assertThat(wrong(Source.of("2001:db8:0:1:ffff::"))).isEqualTo(FULL);
    assertThat(wrong(Source.of("2001:db8:0:2::1"))).isNotEqualTo(FULL);
  }

  @Test
  void who_speaks_for_many_is_not_counted() {
    for (int i = 0; i < 9; i++) {
      assertThat(wrong(Source.OF_MANY)).isNotEqualTo(FULL);
    }
  }

  @Test
  void zero_never_refuses() {
    var off = new WrongGuesses(0, Duration.ofMinutes(10), clock);
    for (int i = 0; i < 99; i++) {
      assertThatThrownBy(() ->
              off.watch(
                  ONE,
                  () -> {
                    throw new RefusedException(new Refusal.WrongPassword());
                  }))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.refusal()).isEqualTo(new Refusal.WrongPassword()));
    }
  }
}
