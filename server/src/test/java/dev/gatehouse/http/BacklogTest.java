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
  private static final long MILLI = 1_000_000;

  private final AtomicLong nanos = new AtomicLong(1);
  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final Backlog backlog = backlog(Duration.ofMillis(20));

  private Backlog backlog(Duration waitMax) {
    return new Backlog(turns::add, waitMax, nanos::get);
  }

  private Supplier<Runnable> work(String name, long millis) {
    return () ->
        () -> {
          nanos.addAndGet(millis * MILLI);
          done.add(name);
        };
  }

  private int offerUntilRefused(long millis) {
    int taken = 0;
    while (backlog.offer(work("w", millis))) {
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
  void rl_46_looks_at_its_connections_after_twelve_milliseconds_of_work() {
    for (int i = 0; i < 10; i++) {
      backlog.offer(work("w" + i, 5));
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

  @Test
  void rl_46_looks_no_longer_than_a_quarter_of_the_time_for_work() {
    assertThat(backlog.mayLook()).isTrue();
    for (int i = 0; i < 5; i++) {
      backlog.offer(work("w", 5));
    }
    assertThat(backlog.mayLook()).as("before the first turn").isTrue();
    turn();
    nanos.addAndGet(3 * MILLI);
    assertThat(backlog.mayLook()).isTrue();
    nanos.addAndGet(1);
    assertThat(backlog.mayLook()).isFalse();
    turn();
    nanos.addAndGet(60_000 * MILLI);
    assertThat(backlog.mayLook()).as("when nothing is left to do").isTrue();
  }

  /// What the thread does elsewhere makes work wait, too.
  @Test
  void rl_46_counts_the_time_for_refusals_as_time_to_wait() {
    var patient = backlog(Duration.ofSeconds(1));
    while (patient.offer(work("w", 1))) {}
    assertThat(turns).hasSize(1);
    for (int i = 0; i < 20; i++) {
      turn();
      nanos.addAndGet(3 * MILLI);
    }
    int room = 0;
    done.clear();
    while (patient.offer(work("w", 1))) {
      room++;
    }
    while (!turns.isEmpty()) {
      turn();
    }
    assertThat(done.size()).as("a fifth less than the 1,001 of the beginning").isBetween(780, 840);
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
      backlog.offer(work("w", 4));
      turn();
    }
    assertThat(offerUntilRefused(4)).isEqualTo(6);
  }

  @Test
  void rl_46_takes_more_when_work_is_quick() {
    for (int i = 0; i < 50; i++) {
      backlog.offer(() -> () -> nanos.addAndGet(MILLI / 4));
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
