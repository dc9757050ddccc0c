package dev.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
final class ServerProcess implements Target, AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(30);

  /// Clock ticks a second of `/proc/<pid>/stat` (`getconf CLK_TCK`).
  private static final long TICKS_PER_SECOND = 100;

  private final Process process;
  private final int port;
  private final long startedNanos;

  private ServerProcess(Process process, int port, long startedNanos) {
    this.process = process;
    this.port = port;
    this.startedNanos = startedNanos;
  }

  /// Which command starts it; development servers run without the second compiler (record 0012).
  enum Mode {
    SERVE,
    DEV
  }

  /// Starts a server with the launcher, as a user does, and returns at once. The launcher becomes
  /// the server: one process, whose CPU includes what the launcher needed.
  ///
  /// @param root the checkout, built
  /// @param options further options of the virtual machine
  static ServerProcess launch(
      Path root, Path data, Mode mode, boolean aotCache, List<String> options) throws IOException {
    var port = freePort();
    var all = new ArrayList<>(options);
    // What the caller of the bench wants to compare.
    all.add(System.getenv().getOrDefault("GATEHOUSE_JAVA_OPTS", ""));
    if (!aotCache) {
      all.add("-XX:AOTMode=off");
    }
    var log = Files.createTempFile("gatehouse-bench", ".log").toFile();
    var command = new ArrayList<String>();
    command.add(root.resolve("gatehouse").toString());
    command.add(mode.name().toLowerCase(Locale.ROOT));
    command.addAll(List.of("--data", data.toString(), "--port", Integer.toString(port)));
    if (mode == Mode.SERVE) {
      command.addAll(List.of("--set", "http.management.port=" + freePort()));
    }
    var builder = new ProcessBuilder(command);
    builder.environment().put("GATEHOUSE_JAVA_OPTS", String.join(" ", all));
    var started = System.nanoTime();
    var process = builder.redirectErrorStream(true).redirectOutput(log).start();
    return new ServerProcess(process, port, started);
  }

  @Override
  public int port() {
    return port;
  }

  /// Nanoseconds since the process was started.
  long sinceStartNanos() {
    return System.nanoTime() - startedNanos;
  }

  /// Returns when `/health/ready` answers 200.
  void awaitReady() {
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
  long pssKibibytes() {
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

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
