package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  @Test
  void rl_51_work_that_fails_even_with_an_error_has_its_next_turn() throws InterruptedException {
    var turns = new AtomicInteger();
    var third = new CountDownLatch(3);
    try (var background = new Background()) {
      background.feed(
          Duration.ofMillis(1),
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

      assertThat(third.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
