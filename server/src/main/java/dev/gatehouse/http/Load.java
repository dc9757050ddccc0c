package dev.gatehouse.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// What a listener is doing now. Requests that are still arriving do not count against the
/// concurrency limit, or slow clients could take the places of everybody else (HT-08); what they
/// have sent so far is bounded in bytes instead.
final class Load {
  private static final long ARRIVING_BYTES_MAX = 32L * 1024 * 1024;
  private static final long POLL_NANOS = 5_000_000;

  private final int servedMax;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicLong arrivingBytes = new AtomicLong();

  private final RetryAfter retryAfter;

  Load(int servedMax) {
    this.servedMax = servedMax;
    retryAfter = new RetryAfter(System::nanoTime, Runtime.getRuntime().availableProcessors());
  }

  /// After how many seconds one who is refused now may ask again.
  long retryAfterSeconds() {
    return retryAfter.seconds();
  }

  void opened() {
    open.incrementAndGet();
  }

  void finished() {
    open.decrementAndGet();
  }

  /// Takes one place to serve a request; false when all are taken.
  boolean tryServe() {
    if (served.incrementAndGet() > servedMax) {
      served.decrementAndGet();
      return false;
    }
    return true;
  }

  void served() {
    served.decrementAndGet();
  }

  /// How many requests are being served.
  int serving() {
    return served.get();
  }

  /// How many bytes are kept of bodies whose rest has not come.
  long arrivingBytes() {
    return arrivingBytes.get();
  }

  /// Keeps bytes of a body whose rest has not come; false when all clients together sent too much.
  boolean tryKeep(int bytes) {
    if (arrivingBytes.addAndGet(bytes) > ARRIVING_BYTES_MAX) {
      arrivingBytes.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void forget(int bytes) {
    arrivingBytes.addAndGet(-bytes);
  }

  /// Waits until no request is open, `wait` at most.
  void awaitIdle(Duration wait) {
    var end = System.nanoTime() + wait.toNanos();
    while (open.get() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
