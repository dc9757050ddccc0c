package dev.gatehouse.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the thread of one selector has to do: connections to be read, and requests that were read
/// and not answered yet, each in the order of arrival. It reads for a moment, works for a moment,
/// and asks the selector what else has come. So what has come is known early, cheap requests do not
/// wait behind costly ones, and one that would wait too long is refused at once instead of late.
/// When most of what comes is refused, refusing must not eat the work: the time for it is a ninth,
/// and who sends faster waits in the network (RL-46). The times are the thread's own: while another
/// thread has the processor, none passes.
final class Backlog {
  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  /// How long the connections wait while work is done. A refusal waits about as long, and once more
  /// for each other selector that the processor has.
  private static final long WORK_NANOS = Duration.ofMillis(2).toNanos();

  /// How long the work waits in each turn for reading that adds none to it.
  private static final long REFUSE_NANOS = WORK_NANOS / 8;

  /// How much of that time it may save for a burst: a thousand refusals.
  private static final long SAVED_NANOS_MAX = Duration.ofMillis(100).toNanos();

  /// Nothing was left when the thread went to its selector, and it may have slept there.
  private static final long IDLE = 0;

  /// How much of the mean comes from the newest slice: an eighth.
  private static final int MEAN_SHIFT = 3;

  /// A machine that stood still for ten seconds says nothing of how long work takes.
  private static final int SURPRISE_MAX = 4;

  private final Consumer<Runnable> thread;
  private final long waitMaxNanos;
  private final Queue<Runnable> unread = new ArrayDeque<>();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean isSubmitted = new AtomicBoolean();
  private final Runnable turn = this::turn;
  private final LongSupplier nanos;
  private final LongSupplier ownNanos;
  private long leftNanos = IDLE;
  private long savedNanos = SAVED_NANOS_MAX;
  private volatile long meanNanos = Duration.ofMillis(1).toNanos();

  /// @param thread runs a task before it asks its selector again, and then at once
  /// @param waitMax how long work may have to wait here
  /// @param nanos as [System#nanoTime]
  /// @param ownNanos how long the thread that asks has had a processor, since whenever
  Backlog(Consumer<Runnable> thread, Duration waitMax, LongSupplier nanos, LongSupplier ownNanos) {
    this.thread = thread;
    this.waitMaxNanos = waitMax.toNanos();
    this.nanos = nanos;
    this.ownNanos = ownNanos;
  }

  /// Takes work on, unless it would have to wait too long; then false. The first one always fits.
  ///
  /// @param work asked for only when it fits: to prepare it costs more than a refusal
  boolean offer(Supplier<Runnable> work) {
    if (size.getAndIncrement() * meanNanos > waitMaxNanos) {
      size.decrementAndGet();
      return false;
    }
    try {
      waiting.add(work.get());
    } catch (RuntimeException e) {
      size.decrementAndGet();
      throw e;
    }
    submit();
    return true;
  }

  /// Whether there is anything to do. Only the thread asks.
  boolean isBusy() {
    return !unread.isEmpty() || !waiting.isEmpty();
  }

  /// Reads a connection in its turn. Only the thread asks.
  void read(Runnable connection) {
    unread.add(connection);
    submit();
  }

  private void submit() {
    if (isSubmitted.compareAndSet(false, true)) {
      thread.accept(turn);
    }
  }

  /// The thread's turn: reads and works until nothing is left or the time is over.
  private void turn() {
    var began = leftNanos == IDLE ? nanos.getAsLong() : leftNanos;
    read();
    var done = work();
    var end = nanos.getAsLong();
    learn(end - began, done);
    isSubmitted.set(false);
    var isMoreToDo = isBusy();
    leftNanos = isMoreToDo ? end : IDLE;
    if (isMoreToDo) {
      submit();
    }
  }

  private void read() {
    savedNanos = Math.min(SAVED_NANOS_MAX, savedNanos + REFUSE_NANOS);
    if (!unread.isEmpty()) {
      var last = ownNanos.getAsLong();
      var useful = 0L;
      var useless = 0L;
      while (useful <= WORK_NANOS && useless <= savedNanos && !unread.isEmpty()) {
        var before = size.get();
        run(unread.remove());
        var now = ownNanos.getAsLong();
        useful += size.get() > before ? now - last : 0;
        useless += size.get() > before ? 0 : now - last;
        last = now;
      }
      savedNanos = Math.max(-REFUSE_NANOS, savedNanos - useless);
    }
  }

  /// @return how many were answered
  private int work() {
    var done = 0;
    if (!waiting.isEmpty()) {
      var end = ownNanos.getAsLong() + WORK_NANOS;
      for (var next = waiting.poll(); next != null; next = waiting.poll()) {
        size.decrementAndGet();
        run(next);
        done++;
        if (!waiting.isEmpty() && ownNanos.getAsLong() > end) {
          break;
        }
      }
    }
    return done;
  }

  /// The rest must be served whatever happens to one.
  private static void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("a request could not be answered", e);
    }
  }

  private void learn(long took, int done) {
    if (done > 0) {
      var mean = meanNanos;
      var newest = Math.min(took / done, SURPRISE_MAX * mean);
      meanNanos = Math.max(1, mean + ((newest - mean) >> MEAN_SHIFT));
    }
  }
}
