package dev.gatehouse.authn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// One sign-in of a user at a time.
class TurnsTest {
  @Test
  void those_of_one_user_follow_one_another() throws Exception {
    var turns = new Turns(Duration.ofMinutes(1));
    var atWork = new AtomicInteger();
    var most = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 50; i++) {
        all.add(
            threads.submit(() ->
                turns.take(
                    "one",
                    () -> {
                      most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                      Thread.yield();
                      return atWork.decrementAndGet();
                    })));
      }
      for (var each : all) {
        assertThat(each.get()).isZero();
      }
    }
    assertThat(most.get()).isEqualTo(1);
  }

  @Test
  void others_do_not_wait_and_who_waits_too_long_is_told() throws Exception {
    var turns = new Turns(Duration.ZERO);
    var isIn = new CountDownLatch(1);
    var mayGo = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          threads.submit(() ->
              turns.take(
                  "one",
                  () -> {
                    isIn.countDown();
                    await(mayGo);
                    return "done";
                  }));
      isIn.await();
      assertThat(turns.<String>take("two", () -> "passed")).isEqualTo("passed");
      assertThatThrownBy(() -> turns.take("one", () -> "never"))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.refusal()).isEqualTo(new Refusal.Overloaded()));
      mayGo.countDown();
      assertThat(first.get()).isEqualTo("done");
    }
    assertThat(turns.<String>take("one", () -> "again")).isEqualTo("again");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
