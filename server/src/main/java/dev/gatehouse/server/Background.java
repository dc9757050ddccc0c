package dev.gatehouse.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that no request waits for, one thread each kind: a chore that hangs does not make the
/// change feed stale. A run that fails is logged once until it succeeds again, and tried at its
/// next turn.
final class Background implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private static final Duration END_MAX = Duration.ofSeconds(1);

  private final ScheduledExecutorService feed = timer("gatehouse-feed");
  private final ScheduledExecutorService chores = timer("gatehouse-chores");

  private final List<ScheduledExecutorService> others = new CopyOnWriteArrayList<>();
  private final List<Runnable> ends = new CopyOnWriteArrayList<>();
  private volatile boolean isClosing;

  /// Runs `work` again and again, `pause` after each end.
  void feed(Duration pause, Runnable work) {
    schedule(feed, "feed", pause, work);
  }

  /// Runs `work` again and again, `pause` after each end.
  void chore(String name, Duration pause, Runnable work) {
    schedule(chores, name, pause, work);
  }

  /// Runs `work` again and again, `pause` after each end, on a thread that nothing else uses: work
  /// that may take long.
  void own(String name, Duration pause, Runnable work) {
    var timer = timer("gatehouse-" + name);
    others.add(timer);
    schedule(timer, name, pause, work);
  }

  /// Runs `work` once, soon.
  void once(String name, Runnable work) {
    chores.execute(new Attempt(name, work));
  }

  /// Runs `work` when no other work is started any more.
  void atEnd(Runnable work) {
    ends.add(work);
  }

  private void schedule(
      ScheduledExecutorService timer, String name, Duration pause, Runnable work) {
    var attempt = new Attempt(name, work);
    var _ =
        timer.scheduleWithFixedDelay(
            attempt, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// One kind of work, with what its last run came to. That the end interrupts it is no failure.
  private final class Attempt implements Runnable {
    private final String name;
    private final Runnable work;
    private boolean isFailing;

    Attempt(String name, Runnable work) {
      this.name = name;
      this.work = work;
    }

    @Override
    public void run() {
      try {
        work.run();
        isFailing = false;
      } catch (RuntimeException | Error failure) {
        // An error that got out would end the timer: no more polls of a node that looks well
        // (RL-51).
        if (!isFailing && !isClosing) {
          LOG.warn("background work {} fails", name, failure);
        }
        isFailing = true;
      }
    }
  }

  private static ScheduledExecutorService timer(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name(name).daemon().factory());
  }

  /// Starts no more runs; one that runs is interrupted, and waited for, because what it uses is
  /// closed next.
  @Override
  public void close() {
    isClosing = true;
    feed.shutdownNow();
    chores.shutdownNow();
    others.forEach(ScheduledExecutorService::shutdownNow);
    awaitEnd(feed);
    awaitEnd(chores);
    others.forEach(Background::awaitEnd);
    ends.forEach(Runnable::run);
  }

  private static void awaitEnd(ScheduledExecutorService timer) {
    try {
      var _ = timer.awaitTermination(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
