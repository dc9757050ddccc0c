package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
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
      var made = TrackedPool.create(connection, api, "machines");
      made.addDomain(connection, api);
      new TrackedResourceServer(made.id(), "api").setScopes(connection, api, 1);
      load =
          new TokenLoad(
              port,
              List.of(
                  tokenRequest(port, machine(connection, api, made.id())),
                  keySetRequest(port, made.id())));
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

  /// @return the value of its `Authorization: Basic`
  private static String machine(Connection connection, SignedApi api, String pool)
      throws IOException {
    var client =
        api.call(
                connection,
                "CreateUserPoolClient",
                """
                {"UserPoolId":"%s","ClientName":"machine","GenerateSecret":true,\
                "AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["client_credentials"],\
                "AllowedOAuthScopes":["api/s1"]}\
                """
                    .formatted(pool))
            .object("UserPoolClient")
            .orElseThrow();
    var credentials =
        client.string("ClientId").orElseThrow() + ":" + client.string("ClientSecret").orElseThrow();
    return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] tokenRequest(int port, String basic) {
    return """
    POST /oauth2/token HTTP/1.1\r
    Host: localhost:%d\r
    Authorization: Basic %s\r
    Content-Type: application/x-www-form-urlencoded\r
    Content-Length: 29\r
    \r
    grant_type=client_credentials\
    """
        .formatted(port, basic)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] keySetRequest(int port, String pool) {
    return "GET /%s/.well-known/jwks.json HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
        .formatted(pool, port)
        .getBytes(StandardCharsets.US_ASCII);
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
