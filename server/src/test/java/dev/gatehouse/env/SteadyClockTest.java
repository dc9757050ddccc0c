package dev.gatehouse.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// RL-17, RL-19: what is told when the machine's clock jumps.
class SteadyClockTest {
  private final ManualClock machine = ManualClock.atStart();
  private final AtomicLong ticks = new AtomicLong();
  private final List<Duration> told = new ArrayList<>();
  private final SteadyClock clock = new SteadyClock(machine, ticks::get, told::add);

  /// Time passes as it should.
  private void pass(Duration time) {
    machine.advance(time);
    ticks.addAndGet(time.toNanos());
  }

  @Test
  void tells_what_the_machine_says_and_follows_it_forward() {
    for (var jump : List.of(Duration.ofNanos(1), Duration.ofHours(1), Duration.ofDays(36_500))) {
      machine.advance(jump);
      assertThat(clock.instant()).isEqualTo(machine.instant());
    }
    assertThat(told).isEmpty();
  }

  @Test
  void rl_17_does_not_go_back_and_lets_the_machine_catch_up() {
    var before = clock.instant();
    machine.advance(Duration.ofHours(-1));

    assertThat(clock.instant()).isEqualTo(before);
    assertThat(clock.machine()).isEqualTo(before.minus(Duration.ofHours(1)));
    pass(Duration.ofMinutes(30));
    assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofMinutes(15)));
    pass(Duration.ofMinutes(90));
    assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofHours(1)));
    assertThat(clock.instant()).isEqualTo(machine.instant());
    pass(Duration.ofMinutes(1));
    assertThat(clock.instant()).isEqualTo(machine.instant());
    assertThat(told).containsExactly(Duration.ofHours(1));
  }

  @Test
  void rl_17_follows_back_when_a_mistake_of_a_day_is_corrected() {
    var before = clock.instant();
    machine.advance(Duration.ofDays(1));
    assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofDays(1)));
    machine.advance(Duration.ofDays(-1));

    assertThat(clock.instant()).isEqualTo(before);
    pass(Duration.ofSeconds(5));
    assertThat(clock.instant()).isEqualTo(before.plusSeconds(5));
    assertThat(told).containsExactly(Duration.ofDays(1));
  }

  @Test
  void rl_17_is_told_of_each_jump_once() {
    var before = clock.instant();
    for (int i = 0; i < 3; i++) {
      machine.advance(Duration.ofMinutes(-10));
      assertThat(clock.instant()).isEqualTo(before);
      machine.advance(Duration.ofMinutes(10));
      assertThat(clock.instant()).isEqualTo(before);
    }
    assertThat(told).hasSize(3).containsOnly(Duration.ofMinutes(10));
  }

  @Test
  void rl_17_never_goes_back_whatever_the_machine_does() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var latest = clock.instant();
    for (int i = 0; i < 20_000; i++) {
      pass(Duration.ofMillis(random.nextInt(1_000)));
      // Not so far back that it is followed.
      var room = Duration.between(machine.instant(), latest);
      var back = Math.max(0, SteadyClock.HELD_MAX.minus(room).toMillis() - 2_000);
      machine.advance(Duration.ofMillis(random.nextLong(-back, 60_000)));
      var now = clock.instant();
      assertThat(now).as("seed " + seed).isAfterOrEqualTo(latest);
      latest = now;
    }
  }

  @Test
  void rl_17_threads_that_ask_at_once_see_no_time_go_back() throws Exception {
    var real = new SteadyClock(Instant::now, System::nanoTime, told::add);
    Callable<Boolean> work =
        () -> {
          var latest = Instant.MIN;
          for (int i = 0; i < 20_000; i++) {
            var now = real.instant();
            if (now.isBefore(latest)) {
              return false;
            }
            latest = now;
          }
          return true;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(List.of(work, work, work, work))) {
        assertThat(answer.get()).isTrue();
      }
    }
  }

  @Test
  void rl_19_knows_the_epoch_2038_and_2100() {
    for (var text :
        List.of(
            "1970-01-01T00:00:00Z",
            "2016-12-31T23:59:59.999999999Z",
            "2038-01-19T03:14:08.000000001Z",
            "2100-02-28T23:59:59Z")) {
      machine.set(Instant.parse(text));
      var clock = new SteadyClock(machine, ticks::get, told::add);
      assertThat(clock.instant()).isEqualTo(Instant.parse(text));
    }
  }
}
