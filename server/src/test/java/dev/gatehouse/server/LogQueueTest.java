package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.metrics.Counter;
import dev.gatehouse.testing.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// RL-10: a log whose output does not take lines stops nobody.
class LogQueueTest {
  private static final byte[] LINE = ("x".repeat(1_023) + "\n").getBytes(StandardCharsets.UTF_8);

  private final Counter lost = new Counter();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void rl_10_a_blocked_output_stops_nobody_and_what_is_lost_is_counted() {
    var gate = new CountDownLatch(1);
    var blocked =
        new OutputStream() {
          @Override
          public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            try {
              gate.await();
            } catch (InterruptedException stop) {
              Thread.currentThread().interrupt();
            }
            written.write(bytes, from, length);
          }
        };
    try (var queue = new LogQueue(blocked, lost)) {
      for (int i = 0; i < 5_000; i++) {
        queue.write(LINE, 0, LINE.length);
      }
      assertThat(lost.value()).isEqualTo(5_000 - 4_096); // Four megabytes wait.

      gate.countDown();
      queue.awaitWritten(Patience.MAX);
      queue.write(LINE, 0, LINE.length);
      queue.awaitWritten(Patience.MAX);

      assertThat(written.size()).isEqualTo(4_097 * LINE.length);
      assertThat(lost.value()).isEqualTo(904);
    }
  }

  @Test
  void rl_10_an_output_that_fails_is_tried_again_with_the_next_line() {
    var isFull = new AtomicBoolean(true);
    var disk =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            if (isFull.get()) {
              throw new IOException("No space left on device");
            }
            written.write(one);
          }
        };
    try (var queue = new LogQueue(disk, lost)) {
      queue.write(LINE, 0, LINE.length);
      queue.awaitWritten(Patience.MAX);
      isFull.set(false);
      queue.write(LINE, 0, LINE.length);
      queue.awaitWritten(Patience.MAX);

      assertThat(written.toByteArray()).isEqualTo(LINE);
      assertThat(lost.value()).isOne();
    }
  }

  /// A close waits for a second. A machine may stand still as long, and then it is another one
  /// whose lines are all written.
  @Test
  void what_waits_is_written_before_it_closes() {
    Patience.until(
        "a close that has written all",
        () -> {
          written.reset();
          var queue = new LogQueue(slow(), lost);
          queue.write(LINE, 0, LINE.length);
          queue.write('\n');
          queue.close();
          return written.size() == LINE.length + 1;
        });
  }

  /// Takes its time for each line.
  private OutputStream slow() {
    return new OutputStream() {
      @Override
      public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        LockSupport.parkNanos(50_000_000);
        written.write(bytes, from, length);
      }
    };
  }
}
