package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.LogLines;
import dev.gatehouse.testing.Patience;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  private static final Duration SOON = Duration.ofMillis(1);

  @Test
  void rl_51_work_that_fails_even_with_an_error_has_its_next_turn() throws InterruptedException {
    var turns = new AtomicInteger();
    var third = new CountDownLatch(3);
    try (var background = new Background()) {
      background.feed(
          SOON,
          () -> {
            third.countDown();
            switch (turns.incrementAndGet()) {
              case 1 -> throw new StackOverflowError();
              case 2 -> throw new IllegalStateException("the second turn");
              default -> {
                // Well.
              }
            }
          });

      Patience.await(third);
    }
  }

  @Test
  void a_failure_is_logged_once() throws InterruptedException {
    var twice = new CountDownLatch(2);
    try (var lines = new LogLines();
        var background = new Background()) {
      background.feed(
          SOON,
          () -> {
            twice.countDown();
            throw new IllegalStateException("no");
          });
      Patience.await(twice);
      assertThat(lines.with("background work feed fails")).hasSize(1);
    }
  }

  @Test
  void the_end_interrupts_work_and_is_no_failure() throws InterruptedException {
    var begun = new CountDownLatch(1);
    try (var lines = new LogLines()) {
      var background = new Background();
      background.chore(
          "waiting",
          SOON,
          () -> {
            try {
              begun.countDown();
              new CountDownLatch(1).await();
            } catch (InterruptedException end) {
              throw new IllegalStateException(end);
            }
          });
      Patience.await(begun);
      background.close();
      assertThat(lines.with("background work")).isEmpty();
    }
  }
}
