package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Sends requests and says what they cost.
final class Load {
  private static final int SAMPLES_FIRST = 4_096;
  private static final int SAMPLES_MAX = 2_000_000;

  private Load() {}

  /// What a load showed.
  ///
  /// @param answers with status 200; anything else stops the run
  /// @param cpuMicros of the server for each answer
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Result(int answers, Duration elapsed, double cpuMicros, long[] latencyNanos) {
    double perSecond() {
      return answers / (elapsed.toNanos() / 1e9);
    }

    /// A quantile of the latency in microseconds; `share` between 0 and 1.
    double latencyMicros(double share) {
      var index = (int) Math.min(latencyNanos.length - 1.0, share * latencyNanos.length);
      return latencyNanos[index] / 1e3;
    }
  }

  /// `connections` callers, each with one request at a time, until the time is over or each has
  /// sent `requestsEach`.
  static Result closed(
      Target server, Supplier<byte[]> request, int connections, Duration time, int requestsEach)
      throws IOException {
    var open = new ArrayList<Connection>();
    for (int i = 0; i < connections; i++) {
      open.add(new Connection(server.port()));
    }
    var cpu = server.cpuMicros();
    var start = System.nanoTime();
    var end = start + time.toNanos();
    var latencies = new ArrayList<long[]>();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var callers = new ArrayList<Future<long[]>>();
      for (var connection : open) {
        callers.add(threads.submit(() -> caller(connection, request, end, requestsEach)));
      }
      for (var caller : callers) {
        latencies.add(caller.get());
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    var elapsed = Duration.ofNanos(System.nanoTime() - start);
    var used = server.cpuMicros() - cpu;
    for (var connection : open) {
      connection.close();
    }
    return result(latencies, elapsed, used);
  }

  /// One caller that sends at a fixed rate a second, whatever the answers take.
  static Result paced(Target server, Supplier<byte[]> request, int rate, Duration time)
      throws IOException {
    try (var connection = new Connection(server.port())) {
      var cpu = server.cpuMicros();
      var start = System.nanoTime();
      var gap = 1_000_000_000L / rate;
      var count = (int) (time.toNanos() / gap);
      var nanos = new long[count];
      for (int i = 0; i < count; i++) {
        var due = start + i * gap;
        for (var now = System.nanoTime(); now < due; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        expectSuccess(connection.exchange(request.get()));
        nanos[i] = System.nanoTime() - due;
      }
      var elapsed = Duration.ofNanos(System.nanoTime() - start);
      return result(List.of(nanos), elapsed, server.cpuMicros() - cpu);
    }
  }

  private static long[] caller(
      Connection connection, Supplier<byte[]> request, long end, int requestsMax) {
    // Room for all at once would be gigabytes for 256 callers, which this side would first fill.
    var nanos = new long[SAMPLES_FIRST];
    var most = Math.min(requestsMax, SAMPLES_MAX);
    int count = 0;
    LongSupplier clock = System::nanoTime;
    try {
      for (var now = clock.getAsLong(); now < end && count < most; ) {
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * count);
        }
        expectSuccess(connection.exchange(request.get()));
        var after = clock.getAsLong();
        nanos[count++] = after - now;
        now = after;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(nanos, count);
  }

  private static void expectSuccess(Connection.Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.status() + " " + answer.text());
    }
  }

  private static Result result(List<long[]> latencies, Duration elapsed, long cpuMicros) {
    var all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Result(all.length, elapsed, cpuMicros / (double) Math.max(1, all.length), all);
  }
}
