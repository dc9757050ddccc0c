package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// One pool on the server, as its clients see it.
final class Site {
  private static final int FILLING_WRITES_MAX = 900;
  private static final int REFUSALS = 10;
  private static final Duration READY_MAX = Bound.seconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final SignedApi api;
  private final Connection connection;
  private final int port;
  private final List<TrackedClient> acknowledged = new ArrayList<>();
  private String pool = "";
  private Machine machine = new Machine("", "", "");
  private byte[] tokenRequest = {};

  private Site(SignedApi api, Connection connection, int port) {
    this.api = api;
    this.connection = connection;
    this.port = port;
  }

  /// Of a server that is ready, over a connection that the caller closes.
  static Site of(ServerProcess server, Path data, Connection connection) throws IOException {
    return new Site(SignedApi.of(server.port(), data), connection, server.port());
  }

  /// The same of a server whose machine's clock is so far ahead of this one's.
  static Site of(ServerProcess server, Path data, Connection connection, Duration ahead)
      throws IOException {
    var api = SignedApi.of(server.port(), data).ahead(ahead);
    return new Site(api, connection, server.port());
  }

  SignedApi api() {
    return api;
  }

  Connection connection() {
    return connection;
  }

  /// What an operation answers.
  ///
  /// @param isExtension of the extension API
  Connection.Answer exchange(boolean isExtension, String operation, String body)
      throws IOException {
    return connection.exchange(
        isExtension ? api.extensionRequest(operation, body) : api.request(operation, body));
  }

  /// The id of the machine's app client.
  String client() {
    return machine.id();
  }

  /// The pool's id.
  String pool() {
    return pool;
  }

  /// The request of a machine token.
  byte[] tokenRequest() {
    return tokenRequest.clone();
  }

  /// How many app clients were acknowledged.
  int acknowledged() {
    return acknowledged.size();
  }

  /// Makes the pool with what a machine token needs; the control before a fault.
  void prepare(String name) throws IOException {
    pool = Machine.createPool(connection, api, name);
    machine = Machine.create(connection, api, pool);
    tokenRequest = machine.tokenRequest(port);
    expectReadsAndTokens();
    acknowledged.add(TrackedClient.create(connection, api, pool, "before"));
  }

  /// A token request of another client than the machine's, with a secret that is none.
  byte[] guessRequest() {
    return new Machine(pool, acknowledged.getFirst().id(), "0".repeat(52)).tokenRequest(port);
  }

  /// A call that is signed now.
  void expectSignedCall() throws IOException {
    expect(
        200,
        "a signed call",
        connection.exchange(api.request("ListUserPools", "{\"MaxResults\":1}")));
  }

  /// A request that makes an app client.
  byte[] create(String name) {
    return api.request(
        "CreateUserPoolClient",
        "{\"UserPoolId\":\"%s\",\"ClientName\":\"%s\"}".formatted(pool, name));
  }

  /// Until the database has no room for anything: after a first refusal SQLite may find some in its
  /// log.
  void writeUntilRefused() throws IOException {
    int refused = 0;
    for (int i = 0; refused < REFUSALS; i++) {
      if (i == FILLING_WRITES_MAX) {
        throw new DrillFailure("the disk is never full");
      }
      var answer = connection.exchange(create("filling" + i));
      if (answer.status() == 200) {
        acknowledged(answer);
        refused = 0;
      } else {
        expect(503, "a write", answer);
        refused++;
      }
    }
  }

  void expectToken() throws IOException {
    expect(200, "token", connection.exchange(tokenRequest));
  }

  void expectReadsAndTokens() throws IOException {
    expectToken();
    expect(200, "key set", connection.exchange(get("/" + pool + "/.well-known/jwks.json")));
    expect(
        200,
        "read",
        connection.exchange(api.request("DescribeUserPool", "{\"UserPoolId\":\"" + pool + "\"}")));
  }

  /// The node looks twice a second.
  Connection.Answer readiness(int status) throws IOException {
    var end = System.nanoTime() + READY_MAX.toNanos();
    var answer = connection.exchange(get("/health/ready"));
    while (answer.status() != status && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = connection.exchange(get("/health/ready"));
    }
    expect(status, "readiness", answer);
    return answer;
  }

  void expectNotReady(String why) throws IOException {
    var answer = readiness(503);
    if (!answer.text().contains(why)) {
      throw new DrillFailure("readiness does not say why: " + answer.text());
    }
  }

  void expectWell() throws IOException {
    readiness(200);
    expect(200, "a write after it", connection.exchange(create("well")));
    var _ = verifyAcknowledged();
  }

  /// The same pool on a server that was started again.
  Site on(ServerProcess server, Path data, Connection other) throws IOException {
    var site = of(server, data, other);
    site.pool = pool;
    site.machine = machine;
    site.acknowledged.addAll(acknowledged);
    return site;
  }

  /// Makes an app client, and keeps it in mind when it is acknowledged.
  ///
  /// @throws IOException when the server is gone, or refuses
  void createAcknowledged(String name, Journal journal) throws IOException {
    var answer = connection.exchange(create(name));
    if (answer.status() != 200) {
      throw new IOException("refused: " + answer.status());
    }
    journal.acknowledged("client " + answer.text());
    acknowledged(answer);
  }

  /// Keeps an app client in mind whose creation was answered so.
  void acknowledged(Connection.Answer created) throws IOException {
    acknowledged.add(TrackedClient.of(connection, api, pool, created));
  }

  /// @return how many app clients were acknowledged, each of which is there
  int verifyAcknowledged() throws IOException {
    for (var each : acknowledged) {
      each.verify(api, connection);
    }
    return acknowledged.size();
  }

  /// What there is of a pool can be read: itself, its keys, each of its clients.
  void expectWhole(String of) throws IOException {
    expect(
        200,
        "pool",
        connection.exchange(api.request("DescribeUserPool", "{\"UserPoolId\":\"" + of + "\"}")));
    expect(200, "key set", connection.exchange(get("/" + of + "/.well-known/jwks.json")));
    Rounds.expectWhole(api, connection, of);
  }

  byte[] get(String path) {
    return "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
        .formatted(path, port)
        .getBytes(StandardCharsets.US_ASCII);
  }

  static void expect(int status, String what, Connection.Answer answer) {
    if (answer.status() != status) {
      throw new DrillFailure(
          what + " is answered " + answer.status() + ", not " + status + ": " + answer.text());
    }
  }
}
