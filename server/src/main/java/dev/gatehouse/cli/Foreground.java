package dev.gatehouse.cli;

import dev.gatehouse.server.Gatehouse;
import java.util.concurrent.CountDownLatch;

/// Keeps a server running until the process is told to stop.
final class Foreground {
  private Foreground() {}

  /// Runs `work`, then waits for SIGTERM or SIGINT (or, inside of a test, for an interrupt), and
  /// closes the server gently. A signal ends the process with exit code 0: it is what an operator
  /// does every day, not a failure.
  static void serve(Terminal terminal, Gatehouse server, Runnable work) {
    var hook =
        new Thread(
            () -> {
              server.close();
              terminal.out().flush();
              Runtime.getRuntime().halt(ExitCode.OK);
            },
            "gatehouse-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      work.run();
      new CountDownLatch(1).await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      // While the process stops, the hook is at work and cannot be taken back.
      if (!isStopping(hook)) {
        server.close();
      }
    }
  }

  private static boolean isStopping(Thread hook) {
    try {
      return !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      return true;
    }
  }
}
