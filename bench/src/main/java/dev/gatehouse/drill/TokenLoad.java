package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Clients that ask for a machine token and the key set again and again over keep-alive
/// connections, and count what they do not get (RL-61, RL-62).
final class TokenLoad implements AutoCloseable {
  private static final int CLIENTS = 2;
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private final int port;
  private final List<byte[]> requests;
  private volatile boolean isOver;
  private long answered;
  private long failed;
  private String lastFailure = "";
  private long lastNanos = System.nanoTime();
  private long longestNanos;

  /// What was seen in a while.
  ///
  /// @param answered tokens and key sets
  /// @param longestGap without any
  record Seen(long answered, long failed, Duration longestGap, String lastFailure) {}

  private TokenLoad(int port, List<byte[]> requests) {
    this.port = port;
    this.requests = List.copyOf(requests);
  }

  /// Makes a pool with a machine client and starts to ask.
  static TokenLoad start(SignedApi api, int port) throws IOException {
    TokenLoad load;
    try (var connection = new Connection(port)) {
      var pool = Machine.createPool(connection, api.patient(), "machines");
      var machine = Machine.create(connection, api.patient(), pool);
      load = new TokenLoad(port, List.of(machine.tokenRequest(port), machine.keySetRequest(port)));
      for (var request : load.requests) {
        var answer = connection.exchange(request);
        if (answer.status() != 200) {
          throw new DrillFailure("no first token or key set: " + answer.text());
        }
      }
    }
    for (int i = 0; i < CLIENTS; i++) {
      load.threads.execute(load::ask);
    }
    return load;
  }

  private void ask() {
    while (!isOver) {
      try (var connection = new Connection(port)) {
        while (!isOver) {
          for (var request : requests) {
            var answer = connection.exchange(request);
            count(answer.status() == 200, answer.status() + " " + answer.text());
          }
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      } catch (IOException broken) {
        count(false, broken.toString());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void count(boolean isGood, String what) {
    lock.lock();
    try {
      if (isGood) {
        answered++;
        longestNanos = Math.max(longestNanos, System.nanoTime() - lastNanos);
        lastNanos = System.nanoTime();
      } else {
        failed++;
        lastFailure = what;
      }
    } finally {
      lock.unlock();
    }
  }

  /// What was seen since the last time.
  Seen take() {
    lock.lock();
    try {
      var gap = Math.max(longestNanos, System.nanoTime() - lastNanos);
      var seen = new Seen(answered, failed, Duration.ofNanos(gap), lastFailure);
      answered = 0;
      failed = 0;
      longestNanos = 0;
      lastNanos = System.nanoTime();
      return seen;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    isOver = true;
    threads.close();
  }
}
