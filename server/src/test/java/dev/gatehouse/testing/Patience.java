package dev.gatehouse.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for what another thread, process or machine does: as long as a machine may stand still
/// that others use, too. Nothing is lost by it, since a wait is over as soon as what it waits for
/// has happened; only a test that fails takes so long.
public final class Patience {
  public static final Duration MAX = Duration.ofMinutes(2);
  public static final int SECONDS = (int) MAX.toSeconds();

  /// For the timeout of a socket.
  public static final int MILLIS = (int) MAX.toMillis();

  private static final long STEP_NANOS = Duration.ofMillis(5).toNanos();

  private Patience() {}

  /// Waits until it is so.
  ///
  /// @param what for the message of a failure
  public static void until(String what, BooleanSupplier isSo) {
    until(what, isSo::getAsBoolean, Boolean::booleanValue);
  }

  /// Asks again and again until what is answered is right, and returns that.
  ///
  /// @param what for the message of a failure
  public static <T> T until(String what, Supplier<T> call, Predicate<T> isRight) {
    var end = System.nanoTime() + MAX.toNanos();
    while (true) {
      var value = call.get();
      if (isRight.test(value)) {
        return value;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + MAX + ": " + what + ", but " + value);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  /// Waits for all that the latch counts.
  public static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("not within " + MAX + ": " + latch);
    }
  }

  /// Waits for the end of a process, and ends it where that does not come.
  ///
  /// @return its exit code
  public static int end(Process process) throws InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("not over within " + MAX + ": " + process.info());
    }
    return process.exitValue();
  }
}
