package dev.gatehouse.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A Gatehouse of its own process on a free port, as the launcher starts it, with its CPU and
/// memory as Linux counts them.
public final class ServerProcess implements Target, AutoCloseable {
  /// On a machine that other work shares, and with a library that fakes its clock, it takes
  /// minutes.
  private static final Duration START_MAX = Duration.ofMinutes(10);

  /// Clock ticks a second of `/proc/<pid>/stat` (`getconf CLK_TCK`).
  private static final long TICKS_PER_SECOND = 100;

  private final Process process;
  private final Path log;
  private final int port;
  private final long startedNanos;

  private ServerProcess(Process process, Path log, int port, long startedNanos) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.startedNanos = startedNanos;
  }

  /// Which command starts it; development servers run without the second compiler (record 0012).
  public enum Mode {
    SERVE,
    DEV
  }

  /// How to start a server.
  ///
  /// @param jvm further options of the virtual machine
  /// @param arguments further arguments of the command
  /// @param under a program that becomes the launcher, with its arguments; empty for none
  public record Start(
      Mode mode, boolean hasCache, List<String> jvm, List<String> arguments, List<String> under) {
    public Start {
      under = List.copyOf(under);
      jvm = List.copyOf(jvm);
      arguments = List.copyOf(arguments);
    }

    /// As users start it.
    public static Start of(Mode mode) {
      return new Start(mode, true, List.of(), List.of(), List.of());
    }

    /// The same with these options of the virtual machine.
    public Start withJvm(String... options) {
      return new Start(mode, hasCache, List.of(options), arguments, under);
    }

    /// The same with these arguments.
    public Start with(String... others) {
      return new Start(mode, hasCache, jvm, List.of(others), under);
    }

    /// The same without the AOT cache.
    public Start withoutCache() {
      return new Start(mode, false, jvm, arguments, under);
    }

    /// The same, started by that program.
    public Start under(String... program) {
      return new Start(mode, hasCache, jvm, arguments, List.of(program));
    }
  }

  /// Starts a server with the launcher, as a user does, and returns at once. The launcher becomes
  /// the server: one process, whose CPU includes what the launcher needed.
  ///
  /// @param root the checkout, built
  public static ServerProcess launch(Path root, Path data, Start start) throws IOException {
    var port = Ports.unused();
    var jvm = new ArrayList<>(start.jvm);
    // What the caller of the bench wants to compare.
    jvm.add(System.getenv().getOrDefault("GATEHOUSE_JAVA_OPTS", ""));
    if (!start.hasCache) {
      jvm.add("-XX:AOTMode=off");
    }
    var log = Files.createTempFile("gatehouse-server", ".log");
    log.toFile().deleteOnExit();
    var command = new ArrayList<>(start.under);
    command.add(root.resolve("gatehouse").toString());
    command.add(start.mode.name().toLowerCase(Locale.ROOT));
    command.addAll(List.of("--data", data.toString(), "--port", Integer.toString(port)));
    if (start.mode == Mode.SERVE) {
      command.addAll(List.of("--set", "http.management.port=" + Ports.unused()));
    }
    command.addAll(start.arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().put("GATEHOUSE_JAVA_OPTS", String.join(" ", jvm));
    var started = System.nanoTime();
    var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ServerProcess(process, log, port, started);
  }

  @Override
  public int port() {
    return port;
  }

  /// Nanoseconds since the process was started.
  public long sinceStartNanos() {
    return System.nanoTime() - startedNanos;
  }

  /// Returns when `/health/ready` answers 200.
  public void awaitReady() {
    while (sinceStartNanos() < START_MAX.toNanos()) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the server ended with code " + process.exitValue());
      }
      if (isReady()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
    throw new IllegalStateException("the server is not ready after " + START_MAX);
  }

  /// Returns when the server is ready, or has ended, which some drill may want.
  ///
  /// @return whether it is ready
  public boolean awaitReadyOrEnd() {
    while (sinceStartNanos() < START_MAX.toNanos()) {
      if (!process.isAlive()) {
        return false;
      }
      if (isReady()) {
        return true;
      }
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
    throw new IllegalStateException("the server is neither ready nor gone after " + START_MAX);
  }

  /// Whether the process runs.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Asks it to stop, as `kill` does, and returns at once.
  public void terminate() {
    process.destroy();
  }

  /// Waits for its end.
  ///
  /// @return its exit code; 128 and the number of the signal that ended it
  /// @throws IOException when it does not end
  public int awaitEnd(Duration max) throws IOException {
    try {
      if (!process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the server does not end: " + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private boolean isReady() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      socket.setSoTimeout(2_000);
      var request =
          "GET /health/ready HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)
          .endsWith(" 200");
    } catch (IOException notYet) {
      return false;
    }
  }

  /// 10 ms is the resolution.
  @Override
  public long cpuMicros() {
    try {
      var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12]))
          * 1_000_000
          / TICKS_PER_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Proportional resident memory in kibibytes.
  public long pssKibibytes() {
    try {
      for (var line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
        if (line.startsWith("Pss:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The id of the process.
  public long pid() {
    return process.pid();
  }

  /// What the server has written so far, for a report of what went wrong.
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks it to stop, as an operator does, and waits until it is gone.
  ///
  /// @return its exit code
  public int stop() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  /// Sends it a signal by name, such as `STOP`.
  public void signal(String name) throws IOException {
    Command.run("kill", "-" + name, Long.toString(process.pid()));
  }

  /// Kills it as `kill -9` does, and waits until it is gone.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
