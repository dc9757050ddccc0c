package dev.gatehouse.server;

import dev.gatehouse.metrics.Counter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// An output for log lines that never makes who logs wait: a thread of its own writes them. When
/// the output is slower than the lines come, blocked or full, lines are lost and counted; serving
/// goes on (RL-10). Does not close the output, which belongs to the whole process.
final class LogQueue extends OutputStream {
  private static final int WAITING_BYTES_MAX = 4 * 1024 * 1024;
  private static final Duration CLOSE_MAX = Duration.ofSeconds(1);
  private static final long POLL_NANOS = 1_000_000;

  private static final Counter LOST = new Counter();

  private final OutputStream out;
  private final Counter lost;
  private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
  private final AtomicInteger waitingBytes = new AtomicInteger();
  private final Thread writer;

  /// @param lost counts the lines that were not written
  LogQueue(OutputStream out, Counter lost) {
    this.out = out;
    this.lost = lost;
    writer = Thread.ofPlatform().name("gatehouse-log").daemon().start(this::serve);
  }

  /// The lines that this process could not write. Asked here, because a program that embeds the
  /// server may log by other means than Logback.
  static Counter lostLines() {
    return LOST;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  /// Takes a whole line.
  @Override
  public void write(byte[] bytes, int from, int length) {
    if (waitingBytes.addAndGet(length) > WAITING_BYTES_MAX) {
      waitingBytes.addAndGet(-length);
      lost.add();
      return;
    }
    lines.add(Arrays.copyOfRange(bytes, from, from + length));
  }

  private void serve() {
    try {
      while (true) {
        writeOut(lines.take());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /// A full disk may have space again for the next line.
  private void writeOut(byte[] line) {
    try {
      out.write(line);
      if (lines.isEmpty()) {
        out.flush();
      }
    } catch (IOException failed) {
      lost.add();
    } finally {
      waitingBytes.addAndGet(-line.length);
    }
  }

  /// Waits until everything is written, `max` at most.
  void awaitWritten(Duration max) {
    var end = System.nanoTime() + max.toNanos();
    while (waitingBytes.get() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  @Override
  public void close() {
    awaitWritten(CLOSE_MAX);
    writer.interrupt();
  }
}
