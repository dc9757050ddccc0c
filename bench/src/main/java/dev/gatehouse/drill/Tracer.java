package dev.gatehouse.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// strace on a running server: it makes chosen system calls fail, wait, or the last thing that the
/// server does. Needs the package `strace`, and root where tracing others is not allowed.
final class Tracer implements AutoCloseable {
  private static final int DETACH_SECONDS_MAX = 2;
  private static final int LOOKS_MAX = 60_000;
  private static final long PAUSE_NANOS = 2_000_000;

  private final Process strace;

  private Tracer(Process strace) {
    this.strace = strace;
  }

  /// What happens to the chosen calls.
  ///
  /// @param calls for instance `fsync,fdatasync`
  /// @param fault for instance `error=EIO:when=1`, as `strace -e inject` takes it; empty: nothing
  /// @param paths only calls on these files; empty: on any
  record Injection(String calls, String fault, List<String> paths) {
    static Injection into(String calls, String fault) {
      return new Injection(calls, fault, List.of());
    }

    static Injection syncs(String fault) {
      return into("fsync,fdatasync", fault);
    }

    /// The same for calls on that file alone.
    Injection on(String path) {
      return new Injection(calls, fault, List.of(path));
    }

    private List<String> options() {
      var options = new ArrayList<>(List.of("-f", "-e", "trace=" + calls));
      if (!fault.isEmpty()) {
        options.addAll(List.of("-e", "inject=" + calls + ":" + fault));
      }
      paths.forEach(path -> options.addAll(List.of("-P", path)));
      return options;
    }
  }

  /// What to put before a command, whose process is then traced from its beginning and keeps its
  /// id.
  static String[] launching(Injection injection) {
    var command = new ArrayList<>(List.of("strace", "-D", "-o", "/dev/null"));
    command.addAll(injection.options());
    return command.toArray(String[]::new);
  }

  /// Returns when every thread of the process is traced.
  static Tracer attach(long pid, Injection injection) throws IOException {
    var command = new ArrayList<>(List.of("strace"));
    command.addAll(injection.options());
    command.addAll(List.of("-o", "/dev/null", "-p", Long.toString(pid)));
    var log = Files.createTempFile("gatehouse-strace", ".log");
    log.toFile().deleteOnExit();
    try {
      var strace =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      for (int i = 0; i < LOOKS_MAX; i++) {
        // Asked first: it may attach, see the process end and end itself before the next look.
        var isAlive = strace.isAlive();
        if (Files.readString(log).contains("attached")) {
          return new Tracer(strace);
        }
        if (!isAlive) {
          break;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (IOException missing) {
      throw new IOException("this drill needs strace (apt install strace)", missing);
    }
    throw new IllegalStateException(
        "strace cannot trace process " + pid + ": " + Files.readString(log));
  }

  /// Lets the server go on untraced, if it still runs.
  @Override
  public void close() {
    strace.destroy();
    try {
      if (!strace.waitFor(DETACH_SECONDS_MAX, TimeUnit.SECONDS)) {
        // It waits for a thread of a dead process, which in turn stays dead until strace is gone.
        strace.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
