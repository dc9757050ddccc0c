package dev.gatehouse.cli;

import dev.gatehouse.server.Gatehouse;
import dev.gatehouse.server.Logging;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/// Keeps a server running until the process is told to stop.
final class Foreground {
  private Foreground() {}

  /// Starts a server, runs `work`, then waits for SIGTERM or SIGINT (or, inside of a test, for an
  /// interrupt), and closes the server gently. A signal ends the process with exit code 0: it is
  /// what an operator does every day, not a failure. It is listened for before the server tells
  /// anybody that it is there; one that comes during the start waits for its end, and cuts a wait
  /// for the database short.
  ///
  /// @param start gets what is counted down at a signal
  /// @throws dev.gatehouse.server.DatabaseLostException when the server cannot go on
  static void serve(
      Terminal terminal, Function<CountDownLatch, Gatehouse> start, Consumer<Gatehouse> work) {
    var running = new AtomicReference<Gatehouse>();
    var started = new CountDownLatch(1);
    var stopping = new CountDownLatch(1);
    var hook =
        new Thread(
            () -> {
              stopping.countDown();
              stop(terminal, started, running);
            },
            "gatehouse-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      running.set(start.apply(stopping));
      started.countDown();
      work.accept(running.get());
      running.get().awaitLoss();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      started.countDown();
      // While the process stops, the hook is at work and cannot be taken back.
      if (!isStopping(hook) && running.get() != null) {
        running.get().close();
      }
      Logging.awaitWritten();
    }
  }

  private static void stop(
      Terminal terminal, CountDownLatch started, AtomicReference<Gatehouse> running) {
    try {
      started.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var server = running.get();
    if (server != null) {
      server.close();
    }
    Logging.awaitWritten();
    terminal.out().flush();
    Runtime.getRuntime().halt(ExitCode.OK);
  }

  private static boolean isStopping(Thread hook) {
    try {
      return !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      return true;
    }
  }
}
