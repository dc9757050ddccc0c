package dev.gatehouse.drill;

import dev.gatehouse.driver.Command;
import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// RL-09, RL-11: the disk is full, then it is read-only. Writes are refused as "not now", reads,
/// key sets and machine tokens go on, and when the disk is well again so is the server, without a
/// restart and with everything that it acknowledged.
final class DiskDrill implements Drill {
  private static final int FILLING_WRITES_MAX = 900;
  private static final int REFUSALS = 10;
  private static final Duration READY_MAX = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  @Override
  public String says() {
    return "RL-09, RL-11: full disk, read-only disk; needs root";
  }

  @Override
  public void run(Settings settings) throws IOException {
    try (var disk = CutDisk.make("48M");
        var server = ServerProcess.launch(settings.root(), disk.data(), Start.of(Mode.SERVE))) {
      server.awaitReady();
      for (int round = 1; round <= settings.rounds(); round++) {
        try (var connection = new Connection(server.port())) {
          var site = new Site(SignedApi.of(server.port(), disk.data()), connection, server.port());
          site.prepare("round" + round);
          var ballast = disk.data().resolveSibling("ballast");
          fill(ballast);
          site.writeUntilRefused();
          settings.say(
              "round %d: %d acknowledged writes to look for", round, site.acknowledged.size());
          site.expectReadsAndTokens();
          site.expectNotReady("full");
          Files.delete(ballast);
          site.expectWell();
          disk.setReadOnly(true);
          site.writeUntilRefused();
          site.expectReadsAndTokens();
          site.expectNotReady("the database");
          disk.setReadOnly(false);
          site.expectWell();
        }
      }
      settings.say("%d rounds: refused, served on, recovered", settings.rounds());
    }
  }

  /// Leaves nothing free.
  private static void fill(Path ballast) throws IOException {
    try {
      Command.run("dd", "if=/dev/zero", "of=" + ballast, "bs=64k");
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }

  /// One pool on the server, as its clients see it.
  private static final class Site {
    private final SignedApi api;
    private final Connection connection;
    private final int port;
    private final List<TrackedClient> acknowledged = new ArrayList<>();
    private String pool = "";
    private byte[] tokenRequest = {};

    private Site(SignedApi api, Connection connection, int port) {
      this.api = api;
      this.connection = connection;
      this.port = port;
    }

    private void prepare(String name) throws IOException {
      var made = TrackedPool.create(connection, api, name);
      made.addDomain(connection, api);
      pool = made.id();
      new TrackedResourceServer(pool, "api").setScopes(connection, api, 1);
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
      var id = client.string("ClientId").orElseThrow();
      var secret = client.string("ClientSecret").orElseThrow();
      var basic =
          Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
      tokenRequest =
          """
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
      expectReadsAndTokens();
      acknowledged.add(TrackedClient.create(connection, api, pool, "before"));
    }

    private byte[] create(String name) {
      return api.request(
          "CreateUserPoolClient",
          "{\"UserPoolId\":\"%s\",\"ClientName\":\"%s\"}".formatted(pool, name));
    }

    /// Until the database has no room for anything: after a first refusal SQLite may find some in
    /// its log.
    private void writeUntilRefused() throws IOException {
      int refused = 0;
      for (int i = 0; refused < REFUSALS; i++) {
        if (i == FILLING_WRITES_MAX) {
          throw new DrillFailure("the disk is never full");
        }
        var answer = connection.exchange(create("filling" + i));
        if (answer.status() == 200) {
          acknowledged.add(TrackedClient.of(connection, api, pool, answer));
          refused = 0;
        } else {
          expect(503, "a write", answer);
          refused++;
        }
      }
    }

    private void expectReadsAndTokens() throws IOException {
      expect(200, "token", connection.exchange(tokenRequest));
      expect(200, "key set", connection.exchange(get("/" + pool + "/.well-known/jwks.json")));
      expect(
          200,
          "read",
          connection.exchange(
              api.request("DescribeUserPool", "{\"UserPoolId\":\"" + pool + "\"}")));
    }

    /// The node looks twice a second.
    private Connection.Answer readiness(int status) throws IOException {
      var end = System.nanoTime() + READY_MAX.toNanos();
      var answer = connection.exchange(get("/health/ready"));
      while (answer.status() != status && System.nanoTime() < end) {
        LockSupport.parkNanos(PAUSE.toNanos());
        answer = connection.exchange(get("/health/ready"));
      }
      expect(status, "readiness", answer);
      return answer;
    }

    private void expectNotReady(String why) throws IOException {
      var answer = readiness(503);
      if (!answer.text().contains(why)) {
        throw new DrillFailure("readiness does not say why: " + answer.text());
      }
    }

    private void expectWell() throws IOException {
      readiness(200);
      expect(200, "a write after it", connection.exchange(create("well")));
      for (var client : acknowledged) {
        client.verify(api, connection);
      }
    }

    private byte[] get(String path) {
      return "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
          .formatted(path, port)
          .getBytes(StandardCharsets.US_ASCII);
    }

    private static void expect(int status, String what, Connection.Answer answer) {
      if (answer.status() != status) {
        throw new DrillFailure(
            what + " is answered " + answer.status() + ", not " + status + ": " + answer.text());
      }
    }
  }
}
