package dev.gatehouse.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A program of several processes: the one that was started, and all that come from it. None of
/// them outlives this virtual machine.
final class Processes {
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final Process main;
  private final Thread atExit;

  private Processes(Process main) {
    this.main = main;
    atExit = Thread.ofPlatform().unstarted(this::killAll);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// @param log what it prints is appended
  static Processes start(List<String> command, Path log) throws IOException {
    return new Processes(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  boolean isAlive() {
    return main.isAlive();
  }

  /// @param signal its name, for instance `INT`
  void signalMain(String signal) {
    signal(main.toHandle(), signal);
  }

  void signalAll(String signal) {
    all().forEach(process -> signal(process, signal));
  }

  /// The first one first: what it does not see it cannot answer.
  private List<ProcessHandle> all() {
    return Stream.concat(Stream.of(main.toHandle()), main.descendants()).toList();
  }

  /// Waits for the end that was asked for.
  void awaitEnd(Duration max) {
    var latest = System.nanoTime() + max.toNanos();
    while (main.isAlive()) {
      if (System.nanoTime() > latest) {
        throw new IllegalStateException("it does not end");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    forget();
  }

  /// Kills all and waits until they are gone.
  void kill() {
    killAll();
    forget();
  }

  private void killAll() {
    if (main.isAlive()) {
      stopMain();
    }
    var all = all();
    all.forEach(ProcessHandle::destroyForcibly);
    for (var process : all) {
      while (isThere(process)) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /// It starts no more processes while they are counted. When this virtual machine is told to end,
  /// the program that would stop it may be told so too: then those are killed that are seen.
  private void stopMain() {
    try {
      signalMain("STOP");
    } catch (UncheckedIOException e) {
      return;
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyExiting) {
      return;
    }
  }

  /// A process whose parent has died may stay as a name until somebody asks how it ended.
  private static boolean isThere(ProcessHandle process) {
    try {
      var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }

  private static void signal(ProcessHandle process, String signal) {
    try {
      Command.run("sh", "-c", "kill -%s %d".formatted(signal, process.pid()));
    } catch (IOException e) {
      if (isThere(process)) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
