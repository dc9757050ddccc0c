package dev.gatehouse.crypto;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How many passwords may be hashed at once: it is all work for the processor, and each takes its
/// memory for as long (RL-48, BF-24). Who has waited too long is told so instead. The work is done
/// by threads of its own: a virtual thread that hashes gives its carrier to nobody meanwhile, and
/// two hundred sign-ins would keep every other call waiting. Thread-safe.
public final class HashingPermits {
  /// A quarter of the heap is for hashing.
  private static final int HEAP_SHARE = 4;

  private static final long KIB = 1024;
  private static final Duration IDLE_MAX = Duration.ofSeconds(10);

  private final int count;
  private final Semaphore permits;
  private final ThreadPoolExecutor threads;
  private final Duration waitMax;

  /// @param count at most so many at once
  /// @param waitMax how long one waits for its turn
  public HashingPermits(int count, Duration waitMax) {
    this.count = count;
    permits = new Semaphore(count, true);
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_MAX.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("hashing-", 0).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
    this.waitMax = waitMax;
  }

  /// As many as there are processors, or fewer where the heap has no room for so many; at least
  /// one.
  ///
  /// @param heapBytes the largest size of the heap
  public static int count(int processors, long heapBytes, Argon2Cost cost) {
    var room = heapBytes / HEAP_SHARE / (cost.memoryKib() * KIB);
    return (int) Math.max(1, Math.min(processors, room));
  }

  int count() {
    return count;
  }

  /// What `hashing` gives when its turn comes in time; empty when it does not, or when the thread
  /// is interrupted, which stays noted.
  <T> Optional<T> run(Supplier<T> hashing) {
    if (!acquired()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CompletableFuture.supplyAsync(hashing, threads).join());
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case RuntimeException own -> throw own;
        case Error own -> throw own;
        case null, default -> throw failed;
      }
    } finally {
      permits.release();
    }
  }

  private boolean acquired() {
    try {
      return permits.tryAcquire(waitMax.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
