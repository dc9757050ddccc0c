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

  private final ScheduledExecutorService feed = timer("gatehouse-feed");
  private final ScheduledExecutorService chores = timer("gatehouse-chores");

  private final List<Runnable> ends = new CopyOnWriteArrayList<>();

  /// Runs `work` again and again, `pause` after each end.
  void feed(Duration pause, Runnable work) {
    schedule(feed, "feed", pause, work);
  }

  /// Runs `work` again and again, `pause` after each end.
  void chore(String name, Duration pause, Runnable work) {
    schedule(chores, name, pause, work);
  }

  /// Runs `work` once, soon.
  void once(String name, Runnable work) {
    chores.execute(new Attempt(name, work));
  }

  /// Runs `work` when no other work is started any more.
  void atEnd(Runnable work) {
    ends.add(work);
  }

  private static void schedule(
      ScheduledExecutorService timer, String name, Duration pause, Runnable work) {
    var attempt = new Attempt(name, work);
    var _ =
        timer.scheduleWithFixedDelay(
            attempt, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// One kind of work, with what its last run came to.
  private static final class Attempt implements Runnable {
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
        if (!isFailing) {
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

  /// Starts no more runs; one that runs is interrupted.
  @Override
  public void close() {
    feed.shutdownNow();
    chores.shutdownNow();
    ends.forEach(Runnable::run);
  }
}
