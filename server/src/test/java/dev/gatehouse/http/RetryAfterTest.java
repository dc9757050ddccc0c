package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// RL-46: refused clients are asked to come back no faster than they can be refused: 800 a second
/// for each processor.
class RetryAfterTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong nanos = new AtomicLong(-7);
  private final RetryAfter retryAfter = new RetryAfter(nanos::get, 1);

  /// What so many are told who are refused at this moment.
  private List<Long> refuse(int count) {
    return LongStream.generate(retryAfter::seconds).limit(count).boxed().toList();
  }

  @Test
  void rl_46_one_second_while_few_are_refused() {
    for (int i = 0; i < 5_000; i++) {
      assertThat(retryAfter.seconds()).isEqualTo(1);
      nanos.addAndGet(SECOND / 790);
    }
  }

  @Test
  void rl_46_each_of_many_is_given_a_time_of_its_own() {
    var told = refuse(2_400);
    assertThat(told).isSorted();
    assertThat(told.stream().distinct()).containsExactly(1L, 2L, 3L);
    assertThat(told.stream().filter(seconds -> seconds == 3)).hasSize(800);
  }

  @Test
  void rl_46_more_processors_refuse_more() {
    var four = new RetryAfter(nanos::get, 4);
    for (int i = 0; i < 3_200; i++) {
      assertThat(four.seconds()).isEqualTo(1);
    }
  }

  @Test
  void rl_46_half_a_minute_at_most() {
    assertThat(refuse(100_000)).last().isEqualTo(30L);
    nanos.addAndGet(10 * SECOND);
    assertThat(refuse(1)).containsExactly(20L);
    nanos.addAndGet(3_600 * SECOND);
    assertThat(refuse(1)).containsExactly(1L);
  }

  /// Five thousand clients who each ask again as soon as they may, and none of whom is ever served.
  @Test
  void rl_46_clients_who_wait_as_they_are_asked_come_at_that_pace() {
    var due = new PriorityQueue<Long>();
    for (int i = 0; i < 5_000; i++) {
      due.add(0L);
    }
    var perSecond = new ArrayList<Integer>();
    for (int second = 0; second < 60; second++) {
      var came = 0;
      while (due.element() < (second + 1) * SECOND) {
        nanos.set(due.remove());
        due.add(nanos.get() + retryAfter.seconds() * SECOND);
        came++;
      }
      perSecond.add(came);
    }
    assertThat(perSecond.subList(5, 60)).containsOnly(800);
  }
}
