package dev.gatehouse.http;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the thread of one selector has read and not answered yet, in the order of arrival. Between
/// two looks at its connections it works here for a moment. So what has come is known early, cheap
/// requests do not wait behind costly ones, and one that would wait too long is refused at once
/// instead of late. When most of what comes is refused, refusing must not eat the work: the time
/// for it is a fifth as long as some is left, and who sends faster waits in the network (RL-46).
final class Backlog {
  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  /// How long the connections wait while work is done; a refusal waits about as long.
  private static final long WORK_NANOS = Duration.ofMillis(12).toNanos();

  /// How long the work waits while connections are looked at.
  private static final long LOOK_NANOS = WORK_NANOS / 4;

  /// No work was left when the thread went to its connections, and it may have slept there.
  private static final long IDLE = 0;

  /// How much of the mean comes from the newest slice: an eighth.
  private static final int MEAN_SHIFT = 3;

  /// A machine that stood still for ten seconds says nothing of how long work takes.
  private static final int SURPRISE_MAX = 4;

  private final Consumer<Runnable> thread;
  private final long waitMaxNanos;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean isSubmitted = new AtomicBoolean();
  private final Runnable turn = this::work;
  private final LongSupplier nanos;
  private volatile long leftNanos = IDLE;
  private volatile long meanNanos = Duration.ofMillis(1).toNanos();

  /// @param thread runs a task before it looks at its connections again, and then at once
  /// @param waitMax how long work may have to wait here
  /// @param nanos as [System#nanoTime]
  Backlog(Consumer<Runnable> thread, Duration waitMax, LongSupplier nanos) {
    this.thread = thread;
    this.waitMaxNanos = waitMax.toNanos();
    this.nanos = nanos;
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

  /// Whether the thread may go on to look at its connections: not when work has waited for that
  /// long enough.
  boolean mayLook() {
    var left = leftNanos;
    return left == IDLE || nanos.getAsLong() - left <= LOOK_NANOS;
  }

  private void submit() {
    if (isSubmitted.compareAndSet(false, true)) {
      thread.accept(turn);
    }
  }

  /// The thread's turn: works until nothing is left or the slice is over.
  private void work() {
    var began = nanos.getAsLong();
    var elsewhere = leftNanos == IDLE ? 0 : began - leftNanos;
    var end = began;
    var done = 0;
    while (end - began <= WORK_NANOS) {
      var next = waiting.poll();
      if (next == null) {
        break;
      }
      size.decrementAndGet();
      run(next);
      done++;
      end = nanos.getAsLong();
    }
    learn(elsewhere + end - began, done);
    isSubmitted.set(false);
    var isMoreToDo = !waiting.isEmpty();
    leftNanos = isMoreToDo ? end : IDLE;
    if (isMoreToDo) {
      submit();
    }
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
