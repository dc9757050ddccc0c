package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Behaviour reference users §2.13; security checks BF-01, BF-03, BF-07 to BF-11; goal S6.
class AttemptLimitTest {
  private static final Instant START = Instant.parse("2026-05-31T22:17:46.123Z");
  private static final Duration DAYS_30 = Duration.ofDays(30);

  /// A count, and when it was counted last.
  private static final class Tries {
    private final AttemptKind kind;
    private AttemptCount count = AttemptCount.none(START);
    private Instant now = START;

    private Tries(AttemptKind kind) {
      this.kind = kind;
    }

    private Tries after(Duration time) {
      now = now.plus(time);
      return this;
    }

    private void succeed(int times) {
      for (int i = 0; i < times; i++) {
        assertThat(isAllowed()).as("number %s", i + 1).isTrue();
      }
    }

    /// Waits for the end of each lock.
    private void exhaust(int times) {
      for (int i = 0; i < times; i++) {
        while (!isAllowed()) {
          now = now.plusSeconds(1);
        }
      }
    }

    /// Counts it when it is.
    private boolean isAllowed() {
      var more = another(kind, count, now);
      more.ifPresent(counted -> count = counted);
      return more.isPresent();
    }
  }

  @Test
  void bf_01_it_is_known_how_long_a_lock_lasts() {
    var tries = new Tries(AttemptKind.PASSWORD);
    tries.succeed(4);
    assertThat(AttemptLimit.passwordWait(tries.count, tries.now)).isZero();
    tries.succeed(1);
    assertThat(AttemptLimit.passwordWait(tries.count, tries.now)).isEqualTo(Duration.ofSeconds(1));
    tries.after(Duration.ofSeconds(1));
    assertThat(AttemptLimit.passwordWait(tries.count, tries.now)).isZero();
    tries.succeed(1);
    assertThat(AttemptLimit.passwordWait(tries.count, tries.now)).isEqualTo(Duration.ofSeconds(2));
    tries.exhaust(94);
    assertThat(AttemptLimit.passwordWait(tries.count, tries.now)).isEqualTo(DAYS_30);
  }

  private static Optional<AttemptCount> another(AttemptKind kind, AttemptCount count, Instant now) {
    if (kind == AttemptKind.RECIPIENT_SEND) {
      return AttemptLimit.another(count, 20, now);
    }
    try {
      return Optional.of(AttemptLimit.reserve(kind, count, now));
    } catch (RefusedException refused) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1", "6, 2", "7, 4", "8, 8", "9, 16", "10, 32", "11, 64", "12, 128", "13, 256", "14, 512",
    "15, 900"
  })
  void bf_01_n_wrong_passwords_lock_for_2_to_the_n_less_5_seconds(int n, int seconds) {
    var tries = new Tries(AttemptKind.PASSWORD);
    tries.exhaust(n);

    var lock = Duration.ofSeconds(seconds);
    assertThat(tries.after(lock.minusMillis(1)).isAllowed()).isFalse();
    assertThat(tries.after(Duration.ofMillis(1)).isAllowed()).isTrue();
  }

  @Test
  void bf_01_what_is_tried_inside_the_lock_does_not_count() {
    var tries = new Tries(AttemptKind.PASSWORD);
    tries.succeed(5);
    var before = tries.count;
    for (int i = 0; i < 9; i++) {
      assertThat(tries.after(Duration.ofMillis(100)).isAllowed()).isFalse();
    }

    assertThat(tries.count).isEqualTo(before);
    assertThat(tries.after(Duration.ofMillis(100)).isAllowed()).isTrue();
  }

  @Test
  void the_refusal_says_which_limit_it_is() {
    var five = new Tries(AttemptKind.PASSWORD);
    five.succeed(5);
    assertThatThrownBy(() -> AttemptLimit.reserve(AttemptKind.PASSWORD, five.count, START))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(new Refusal.PasswordAttemptsExceeded()));

    var sent = new Tries(AttemptKind.RESET_SEND);
    sent.succeed(5);
    assertThatThrownBy(() -> AttemptLimit.reserve(AttemptKind.RESET_SEND, sent.count, START))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(new Refusal.AttemptLimitExceeded()));
  }

  @Test
  void fifteen_quiet_minutes_end_the_row() {
    var tries = new Tries(AttemptKind.PASSWORD);
    tries.succeed(5);
    tries.after(Duration.ofMinutes(15)).succeed(5);
    assertThat(tries.isAllowed()).isFalse();
  }

  @Test
  void s6_a_hundred_passwords_without_success_are_the_end_however_slowly_they_come() {
    var tries = new Tries(AttemptKind.PASSWORD);
    for (int i = 0; i < 100; i++) {
      assertThat(tries.after(Duration.ofHours(1)).isAllowed()).isTrue();
    }
    assertThat(tries.after(DAYS_30.minusMillis(1)).isAllowed()).isFalse();
    assertThat(tries.after(Duration.ofMillis(1)).isAllowed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "CHANGE_PASSWORD, 5",
    "SIGN_UP_CODE, 15",
    "RESET_CODE, 20",
    "ATTRIBUTE_CODE, 15",
    "SIGN_UP_SEND, 5",
    "RESET_SEND, 5",
    "ATTRIBUTE_SEND, 5",
    "RECIPIENT_SEND, 20"
  })
  void bf_08_bf_09_bf_10_everything_else_is_limited_by_the_hour(AttemptKind kind, int max) {
    var tries = new Tries(kind);
    tries.succeed(max);
    assertThat(tries.after(Duration.ofHours(1).minusMillis(1)).isAllowed()).isFalse();
    tries.after(Duration.ofMillis(1)).succeed(max);
    assertThat(tries.isAllowed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGN_UP_CODE", "RESET_CODE", "ATTRIBUTE_CODE"})
  void s6_fifty_wrong_codes_are_the_end_for_30_days(AttemptKind kind) {
    var tries = new Tries(kind);
    for (int i = 0; i < 50; i++) {
      assertThat(tries.after(Duration.ofHours(1)).isAllowed()).isTrue();
    }
    assertThat(tries.after(DAYS_30.minusMillis(1)).isAllowed()).isFalse();
    assertThat(tries.after(Duration.ofMillis(1)).isAllowed()).isTrue();
  }

  @Test
  void messages_have_no_limit_over_a_long_time() {
    var tries = new Tries(AttemptKind.SIGN_UP_SEND);
    for (int i = 0; i < 200; i++) {
      assertThat(tries.after(Duration.ofHours(1)).isAllowed()).isTrue();
    }
  }

  /// What is kept longer than it means anything is for nobody but who steals the database.
  @ParameterizedTest
  @CsvSource({
    "PASSWORD, P30DT59M",
    "CHANGE_PASSWORD, P30DT59M",
    "SIGN_UP_CODE, P30DT59M",
    "RESET_CODE, P30DT59M",
    "ATTRIBUTE_CODE, P30DT59M",
    "SIGN_UP_SEND, PT1H",
    "RESET_SEND, PT1H",
    "ATTRIBUTE_SEND, PT1H",
    "RECIPIENT_SEND, PT1H"
  })
  void rl_69_a_count_expires_when_its_longest_limit_has_passed(AttemptKind kind, Duration after) {
    var tries = new Tries(kind);
    tries.succeed(1);
    tries.after(Duration.ofMinutes(59)).succeed(1);

    assertThat(AttemptLimit.expiresAt(kind, tries.count)).isEqualTo(START.plus(after));
  }

  @Test
  void a_right_one_is_given_back_and_no_other() {
    var tries = new Tries(AttemptKind.SIGN_UP_CODE);
    tries.succeed(15);
    tries.count = AttemptLimit.giveBack(tries.count);
    assertThat(tries.isAllowed()).isTrue();
    assertThat(tries.isAllowed()).isFalse();
    assertThat(AttemptLimit.giveBack(AttemptCount.none(START))).isEqualTo(AttemptCount.none(START));
  }

  /// Random waits, short and long: whatever the attacker does, he gets no more than the limits, a
  /// count that is read again allows the same, and one that has expired allows all that none does.
  @Test
  void rl_71_no_pattern_of_waiting_gets_more_than_the_limits() {
    var seed = Long.getLong("gatehouse.seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      for (var kind : AttemptKind.values()) {
        var tries = new Tries(kind);
        var allowed = new ArrayList<Instant>();
        for (int i = 0; i < 300; i++) {
          tries.after(Duration.ofSeconds((long) Math.exp(random.nextDouble() * 12)));
          if (tries.isAllowed()) {
            allowed.add(tries.now);
          }
        }
        var description = "-Dgatehouse.seed=" + seed + " " + kind;
        assertThat(mostWithin(DAYS_30, allowed)).as(description).isLessThanOrEqualTo(longMax(kind));
        assertThat(mostWithin(Duration.ofMinutes(15), allowed))
            .as(description)
            .isLessThanOrEqualTo(kind == AttemptKind.PASSWORD ? 2 * 14 : 2 * 20);
        var expired = AttemptLimit.expiresAt(kind, tries.count);
        assertThat(another(kind, tries.count, expired))
            .as(description)
            .isEqualTo(another(kind, AttemptCount.none(expired), expired))
            .isPresent();
      }
    }
  }

  private static int longMax(AttemptKind kind) {
    return switch (kind) {
      case PASSWORD, CHANGE_PASSWORD -> 100;
      case SIGN_UP_CODE, RESET_CODE, ATTRIBUTE_CODE -> 50;
      case SIGN_UP_SEND, RESET_SEND, ATTRIBUTE_SEND, RECIPIENT_SEND -> Integer.MAX_VALUE;
    };
  }

  /// The most of the times that lie in one span of that length.
  private static int mostWithin(Duration span, List<Instant> times) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (!times.get(first).plus(span).isAfter(times.get(last))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
