package dev.gatehouse.authn;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets the sign-ins of one user pass one after the other, on this node. A guess is counted before
/// it is looked at (BF-03); of many right ones at the same time those behind the fifth would meet a
/// lock that the first ones are about to lift. The count itself does not depend on this: it is in
/// the database. Thread-safe, and of one size whoever asks (BF-24).
final class Turns {
  private static final int LOCKS = 1_024;

  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
  private final Duration waitMax;

  /// @param waitMax how long one waits for those before
  Turns(Duration waitMax) {
    this.waitMax = waitMax;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock(true);
    }
  }

  /// What `work` gives when nobody else with that subject is at work.
  ///
  /// @throws RefusedException with [Refusal.Overloaded] when that takes too long
  <T> T take(String subject, Supplier<T> work) {
    var lock = locks[Math.floorMod(subject.hashCode(), LOCKS)];
    if (!acquired(lock)) {
      throw new RefusedException(new Refusal.Overloaded());
    }
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private boolean acquired(ReentrantLock lock) {
    try {
      return lock.tryLock(waitMax.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
