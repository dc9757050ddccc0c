package dev.gatehouse.drill;

import dev.gatehouse.driver.SignedApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// Sixty-four writers that go on while the database is away, until they are stopped.
final class Traffic implements AutoCloseable {
  private static final int WRITERS = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final Journal journal;
  private final List<Writer> writers = new ArrayList<>();
  private final List<Future<?>> ends = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Duration> refusals = new ConcurrentLinkedQueue<>();
  private volatile boolean isOver;

  private final long before;

  private Traffic(Journal journal) {
    this.journal = journal;
    before = journal.count();
  }

  /// @param name part of all names that they choose
  /// @param grounds where they make app clients and users, in turn: changes of one pool wait for
  ///   each other
  static Traffic start(
      String name, int port, List<Ground> grounds, SignedApi api, Journal journal) {
    var traffic = new Traffic(journal);
    for (int i = 0; i < WRITERS; i++) {
      var writer = new Writer(name + "w" + i, grounds.get(i % grounds.size()), api, journal);
      traffic.writers.add(writer);
      traffic.ends.add(traffic.threads.submit(() -> writer.runThrough(port, traffic)));
    }
    return traffic;
  }

  boolean goesOn() {
    return !isOver;
  }

  void refused(Duration took) {
    refusals.add(took);
  }

  /// How long those waited that were answered "not now".
  List<Duration> refusals() {
    return List.copyOf(refusals);
  }

  /// How many writes were acknowledged, and how many answered "not now".
  record Tally(long acknowledged, long refused) {
    Tally since(Tally earlier) {
      return new Tally(acknowledged - earlier.acknowledged, refused - earlier.refused);
    }

    double refusedShare() {
      return refused / (double) Math.max(1, refused + acknowledged);
    }
  }

  Tally tally() {
    return new Tally(journal.count() - before, refusals.size());
  }

  /// Waits until `count` more writes are acknowledged.
  ///
  /// @return how long that took
  Duration awaitWrites(int count) {
    var start = System.nanoTime();
    var enough = journal.count() + count;
    while (journal.count() < enough) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new DrillFailure("no write is acknowledged for " + PATIENCE);
      }
      expectAlive();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /// A writer ends early only when it got an answer that it must not get.
  private void expectAlive() {
    for (var end : ends) {
      if (end.isDone()) {
        result(end);
      }
    }
  }

  /// Lets the writers end.
  ///
  /// @return what they made
  List<Tracked> stop() {
    isOver = true;
    ends.forEach(Traffic::result);
    var made = new ArrayList<Tracked>();
    writers.forEach(writer -> made.addAll(writer.made()));
    return made;
  }

  private static void result(Future<?> end) {
    try {
      end.get();
    } catch (ExecutionException e) {
      throw new DrillFailure("a writer ended: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    isOver = true;
    threads.close();
  }
}
