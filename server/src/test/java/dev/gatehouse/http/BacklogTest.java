package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What waits for a selector's thread: who still fits, and how long one turn is.
class BacklogTest {
  /// A fourth of the time for work; all that these tests take is counted in it.
  private static final long QUARTER = 500_000;

  private final AtomicLong nanos = new AtomicLong(1);
  private final AtomicLong stolenNanos = new AtomicLong();
  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final Backlog backlog = backlog(Duration.ofMillis(20));

  private Backlog backlog(Duration waitMax) {
    return new Backlog(turns::add, waitMax, nanos::get, () -> nanos.get() - stolenNanos.get());
  }

  private Supplier<Runnable> work(String name, long quarters) {
    return () ->
        () -> {
          nanos.addAndGet(quarters * QUARTER);
          done.add(name);
        };
  }

  private int offerUntilRefused(long quarters) {
    int taken = 0;
    while (backlog.offer(work("w", quarters))) {
      taken++;
    }
    return taken;
  }

  private void turn() {
    turns.remove().run();
  }

  @Test
  void works_in_the_order_of_arrival() {
    for (var name : List.of("first", "second", "third")) {
      assertThat(backlog.offer(work(name, 1))).isTrue();
    }
    assertThat(turns).hasSize(1);
    turn();
    assertThat(done).containsExactly("first", "second", "third");
    assertThat(turns).isEmpty();
  }

  @Test
  void rl_46_asks_its_selector_after_two_milliseconds_of_work() {
    for (int i = 0; i < 10; i++) {
      backlog.offer(work("w" + i, 2));
    }
    turn();
    assertThat(done).containsExactly("w0", "w1", "w2");
    turn();
    assertThat(done).hasSize(6);
    turn();
    turn();
    assertThat(done).hasSize(10);
    assertThat(turns).isEmpty();
  }

  private void spendWhatIsSaved() {
    backlog.read(work("refusals", 200).get());
    turn();
    done.clear();
  }

  @Test
  void rl_46_refuses_one_at_least_and_then_works() {
    spendWhatIsSaved();
    for (int i = 0; i < 8; i++) {
      backlog.offer(work("w" + i, 5));
      backlog.read(work("r" + i, 1).get());
    }
    turn();
    assertThat(done).containsExactly("r0", "w0");
    turn();
    assertThat(done).containsExactly("r0", "w0", "r1", "w1");
    turn();
    assertThat(done).containsExactly("r0", "w0", "r1", "w1", "r2", "w2");
  }

  @Test
  void rl_46_refuses_a_burst_in_the_time_that_it_has_saved() {
    spendWhatIsSaved();
    for (int i = 0; i < 1_000; i++) {
      backlog.offer(work("w", 1));
      turn();
    }
    done.clear();
    for (int i = 0; i < 1_000; i++) {
      backlog.read(work("r", 1).get());
    }
    backlog.offer(work("w", 1));
    turn();
    assertThat(done).hasSize(202).last().isEqualTo("w");
  }

  @Test
  void rl_46_reads_what_adds_work_for_as_long_as_it_works() {
    for (int i = 0; i < 12; i++) {
      var name = "r" + i;
      backlog.read(() -> {
        work(name, 1).get().run();
        backlog.offer(work("w", 1));
      });
    }
    turn();
    assertThat(done).containsExactly("r0", "r1", "r2", "r3", "r4", "w", "w", "w", "w", "w");
  }

  @Test
  void answers_what_it_reads_in_the_same_turn() {
    backlog.read(() -> backlog.offer(work("w", 1)));
    turn();
    assertThat(done).containsExactly("w");
    assertThat(turns).isEmpty();
  }

  @Test
  void is_busy_while_anything_is_left() {
    spendWhatIsSaved();
    assertThat(backlog.isBusy()).isFalse();
    backlog.read(work("r0", 3).get());
    assertThat(backlog.isBusy()).isTrue();
    backlog.read(work("r1", 3).get());
    backlog.offer(work("w0", 9));
    backlog.offer(work("w1", 9));
    turn();
    assertThat(done).containsExactly("r0", "w0");
    assertThat(backlog.isBusy()).isTrue();
    turn();
    assertThat(backlog.isBusy()).isFalse();
  }

  /// Two selectors share a machine's only processor: while one works for two milliseconds, the
  /// other has done nothing.
  @Test
  void rl_46_does_not_count_the_time_that_another_thread_has_the_processor() {
    spendWhatIsSaved();
    for (int i = 0; i < 4; i++) {
      backlog.offer(stolen("w" + i, 2));
      backlog.read(stolen("r" + i, 1).get());
    }
    turn();
    assertThat(done).containsExactly("r0", "w0", "w1", "w2");
  }

  private Supplier<Runnable> stolen(String name, long quarters) {
    return () ->
        () -> {
          steal(20);
          work(name, quarters).get().run();
        };
  }

  private void steal(long quarters) {
    nanos.addAndGet(quarters * QUARTER);
    stolenNanos.addAndGet(quarters * QUARTER);
  }

  /// What the thread does elsewhere makes work wait, too.
  @Test
  void rl_46_counts_the_time_for_refusals_as_time_to_wait() {
    var patient = backlog(Duration.ofSeconds(1));
    while (patient.offer(work("w", 2))) {}
    assertThat(turns).hasSize(1);
    for (int i = 0; i < 60; i++) {
      turn();
      nanos.addAndGet(QUARTER);
    }
    int room = 0;
    done.clear();
    while (patient.offer(work("w", 2))) {
      room++;
    }
    while (!turns.isEmpty()) {
      turn();
    }
    assertThat(done.size())
        .as("a seventh less than the 1,001 of the beginning")
        .isBetween(835, 885);
    assertThat(room).isPositive();
  }

  @Test
  void rl_46_refuses_what_would_wait_too_long() {
    assertThat(offerUntilRefused(1)).isEqualTo(21);
    turn();
    assertThat(backlog.offer(work("later", 1))).isTrue();
  }

  @Test
  void rl_46_takes_less_when_work_takes_longer() {
    for (int i = 0; i < 50; i++) {
      backlog.offer(work("w", 8));
      turn();
    }
    assertThat(offerUntilRefused(8)).isEqualTo(6);
  }

  @Test
  void rl_46_takes_more_when_work_is_quick() {
    for (int i = 0; i < 50; i++) {
      backlog.offer(() -> () -> nanos.addAndGet(QUARTER / 2));
      turn();
    }
    assertThat(offerUntilRefused(1)).isBetween(79, 82);
  }

  @Test
  void rl_47_learns_little_from_one_long_halt() {
    backlog.offer(work("halt", 10_000));
    turn();
    assertThat(offerUntilRefused(1)).isEqualTo(15);
  }

  @Test
  void takes_one_however_short_the_wait_may_be() {
    var impatient = backlog(Duration.ZERO);
    assertThat(impatient.offer(work("first", 1))).isTrue();
    assertThat(impatient.offer(work("second", 1))).isFalse();
    turn();
    assertThat(impatient.offer(work("third", 1))).isTrue();
  }

  @Test
  void keeps_no_place_for_work_that_could_not_be_prepared() {
    var impatient = backlog(Duration.ZERO);
    assertThatThrownBy(() ->
            impatient.offer(() -> {
              throw new IllegalStateException("on purpose");
            }))
        .hasMessage("on purpose");
    assertThat(impatient.offer(work("next", 1))).isTrue();
  }

  @Test
  void goes_on_after_work_that_fails() {
    backlog.offer(() ->
        () -> {
          throw new IllegalStateException("on purpose");
        });
    backlog.offer(work("next", 1));
    turn();
    assertThat(done).containsExactly("next");
  }
}
