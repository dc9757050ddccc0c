package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// Two nodes on one database. What one changes the other follows within a second: a new client, a
/// deleted one, a removed secret, a disabled access key (RL-35); also one that stood still, and
/// then signs with no key that the other does not publish (RL-36, RL-37). A node that loses the
/// database says that it is not ready while the other goes on, and follows when it comes back
/// (RL-39). Nodes are told of changes by polling alone: there is no channel that could be cut.
final class NodesDrill implements Drill {
  private static final Duration FOLLOWED_MAX = Bound.seconds(1);
  private static final Duration NOTICED_MAX = Bound.seconds(5);
  private static final Duration PAUSED = Duration.ofSeconds(5);

  private final TreeMap<String, List<Duration>> seen = new TreeMap<>();

  @Override
  public String says() {
    return "RL-35, RL-36, RL-37, RL-39: two nodes on one PostgreSQL";
  }

  @Override
  public void run(Settings settings) throws Exception {
    try (var both = TwoNodes.start(settings.root())) {
      for (int round = 1; round <= settings.rounds(); round++) {
        try (var first = new Connection(both.node(0).port());
            var second = new Connection(both.node(1).port())) {
          var pool = Machine.createPool(first, both.api(0).patient(), "r" + round);
          follow(both, first, second, pool);
          pause(both, first, pool);
        }
        split(both, "r" + round);
        settings.progress();
      }
    }
    seen.forEach((what, times) ->
        settings.say(
            "%s: %d times, median %d ms, at most %d ms",
            what,
            times.size(),
            times.stream().sorted().toList().get(times.size() / 2).toMillis(),
            times.stream().max(Duration::compareTo).orElseThrow().toMillis()));
  }

  private void note(String what, Duration took) {
    seen.computeIfAbsent(what, _ -> new ArrayList<>()).add(took);
  }

  private static boolean isServed(Connection connection, byte[] request) throws IOException {
    return connection.exchange(request).status() == 200;
  }

  private void follow(TwoNodes both, Connection first, Connection second, String pool)
      throws IOException {
    var api = both.api(0).patient();
    var machine = Machine.create(first, api, pool);
    var there = both.node(1).port();
    note(
        "a new client is known to the other node",
        Wait.until(
            "a new client", FOLLOWED_MAX, () -> isServed(second, machine.tokenRequest(there))));
    removeSecret(both, first, second, machine);
    disableKey(both, first, second);
    api.call(first, "DeleteUserPoolClient", ids(machine));
    note(
        "a deleted client is refused by the other node",
        Wait.until(
            "a deleted client",
            FOLLOWED_MAX,
            () -> !isServed(second, machine.tokenRequest(there))));
  }

  private static String ids(Machine machine) {
    return "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"}".formatted(machine.pool(), machine.id());
  }

  private void removeSecret(TwoNodes both, Connection first, Connection second, Machine machine)
      throws IOException {
    var api = both.api(0).patient();
    var there = both.node(1).port();
    var added =
        api.call(first, "AddUserPoolClientSecret", ids(machine))
            .object("ClientSecretDescriptor")
            .orElseThrow();
    var other = machine.with(added.string("ClientSecretValue").orElseThrow());
    note(
        "a second secret is known to the other node",
        Wait.until(
            "a second secret", FOLLOWED_MAX, () -> isServed(second, other.tokenRequest(there))));
    api.call(
        first,
        "DeleteUserPoolClientSecret",
        "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\",\"ClientSecretId\":\"%s\"}"
            .formatted(machine.pool(), machine.id(), added.string("ClientSecretId").orElseThrow()));
    note(
        "a removed secret is refused by the other node",
        Wait.until(
            "a removed secret", FOLLOWED_MAX, () -> !isServed(second, other.tokenRequest(there))));
    if (!isServed(second, machine.tokenRequest(there))) {
      throw new DrillFailure("the secret that stayed is refused too");
    }
  }

  private void disableKey(TwoNodes both, Connection first, Connection second) throws IOException {
    var api = both.api(0).patient();
    var key = api.extension(first, "CreateAccessKey", "{}").object("AccessKey").orElseThrow();
    var id = key.string("AccessKeyId").orElseThrow();
    var other = both.api(1).as(id, key.string("SecretAccessKey").orElseThrow());
    note(
        "a new access key is known to the other node",
        Wait.until("a new access key", FOLLOWED_MAX, () -> isServed(second, list(other))));
    api.extension(
        first, "SetAccessKeyStatus", "{\"AccessKeyId\":\"" + id + "\",\"Status\":\"Inactive\"}");
    note(
        "a disabled access key is refused by the other node",
        Wait.until("a disabled access key", FOLLOWED_MAX, () -> !isServed(second, list(other))));
    api.extension(first, "DeleteAccessKey", "{\"AccessKeyId\":\"" + id + "\"}");
  }

  private static byte[] list(SignedApi api) {
    return api.request("ListUserPools", "{\"MaxResults\":1}");
  }

  /// While the second node stands still, the first rotates keys and deletes a client.
  private void pause(TwoNodes both, Connection first, String pool) throws IOException {
    var api = both.api(0).patient();
    var machine = Machine.create(first, api, pool);
    var kept = Machine.create(first, api, pool);
    var there = both.node(1).port();
    try (var before = new Connection(there)) {
      Wait.until(
          "two new clients",
          FOLLOWED_MAX,
          () ->
              isServed(before, machine.tokenRequest(there))
                  && isServed(before, kept.tokenRequest(there)));
    }
    both.node(1).signal("STOP");
    // It may hold the client's row, having counted its tokens; the database cuts it off after 6 s.
    api.call(first, "DeleteUserPoolClient", ids(machine));
    api.extension(first, "RotateSigningKeys", "{\"UserPoolId\":\"" + pool + "\"}");
    LockSupport.parkNanos(PAUSED.toNanos());
    both.node(1).signal("CONT");
    try (var second = new Connection(there)) {
      var began = System.nanoTime();
      note(
          "a client deleted while the node stood still is refused by it",
          Wait.until(
              "a client deleted meanwhile",
              FOLLOWED_MAX,
              () -> {
                expectPublished(first, second, both, kept);
                return !isServed(second, machine.tokenRequest(there));
              }));
      var rest = FOLLOWED_MAX.minusNanos(System.nanoTime() - began);
      Wait.until(
          "both nodes publish the same keys",
          rest.isNegative() ? Duration.ZERO : rest,
          () -> published(first, both, 0, kept).equals(published(second, both, 1, kept)));
      expectPublished(first, second, both, kept);
    }
  }

  /// Each node's token is signed with a key that both nodes publish.
  private static void expectPublished(
      Connection first, Connection second, TwoNodes both, Machine machine) throws IOException {
    var connections = List.of(first, second);
    for (int node = 0; node < 2; node++) {
      var answer = connections.get(node).exchange(machine.tokenRequest(both.node(node).port()));
      var token = Json.parseObject(answer.body()).string("access_token").orElseThrow();
      var header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
      var kid = Json.parseObject(header).string("kid").orElseThrow();
      for (int other = 0; other < 2; other++) {
        if (!published(connections.get(other), both, other, machine).contains(kid)) {
          throw new DrillFailure("node %d signs with a key that %d hides".formatted(node, other));
        }
      }
    }
  }

  private static List<String> published(
      Connection connection, TwoNodes both, int node, Machine machine) throws IOException {
    var answer = connection.exchange(machine.keySetRequest(both.node(node).port()));
    var keys = Json.parseObject(answer.body()).member("keys").orElseThrow();
    var ids = new ArrayList<String>();
    if (keys instanceof JsonArray(var elements)) {
      elements.forEach(key -> ids.add(((JsonObject) key).string("kid").orElseThrow()));
    }
    return ids.stream().sorted().toList();
  }

  /// The second node alone loses the database.
  private void split(TwoNodes both, String name) throws IOException {
    both.network(1).blackHole();
    note(
        "a node without the database says that it is not ready",
        Wait.until("not ready", NOTICED_MAX, () -> both.readiness(1).status() == 503));
    String pool;
    Machine machine;
    try (var first = new Connection(both.node(0).port())) {
      pool = Machine.createPool(first, both.api(0), name + "split");
      machine = Machine.create(first, both.api(0), pool);
      Wait.until(
          "the other node is not affected",
          FOLLOWED_MAX,
          () ->
              both.readiness(0).status() == 200
                  && isServed(first, machine.tokenRequest(both.node(0).port())));
    }
    try (var second = new Connection(both.node(1).port())) {
      var write = both.api(1).request("CreateUserPool", "{\"PoolName\":\"lost\"}");
      var refused = second.exchange(write);
      if (refused.status() < 500) {
        throw new DrillFailure(
            "a node without the database answers a write with %d %s"
                .formatted(refused.status(), new String(refused.body(), StandardCharsets.UTF_8)));
      }
      both.network(1).pass();
      note(
          "a node that has the database again is ready",
          Wait.until("ready", NOTICED_MAX, () -> both.readiness(1).status() == 200));
      note(
          "then it knows what the other did meanwhile",
          Wait.until(
              "a client made meanwhile",
              FOLLOWED_MAX,
              () -> isServed(second, machine.tokenRequest(both.node(1).port()))));
    }
  }
}
