package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.MachineSite;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RL-32 over the wire: twenty callers at both nodes want the same domain, the last place for a
/// secret of a client, the same resource server. What the store alone decides is in
/// `TwoNodesContract`.
class RacesWireTest {
  private static final int CALLERS = 20;
  private static final int ROUNDS = 10;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void rl_32_of_twenty_callers_exactly_one_succeeds(String engine) throws Exception {
    if (engine.equals("sqlite")) {
      try (var node = TestServer.strict()) {
        races(List.of(node));
      }
      return;
    }
    var url = "database.url=" + TestDatabases.migratedUrl();
    try (var one = TestServer.strict(url);
        var other = one.anotherNode(url)) {
      races(List.of(one, other));
    }
  }

  private void races(List<TestServer> nodes) throws Exception {
    var site = MachineSite.make(nodes.getFirst(), "lobster1234");
    var second = MachineSite.make(nodes.getFirst(), "crab1234");
    var client = ",'ClientId':'" + site.machine("get").id() + "'";
    for (var pool : List.of(site, second)) {
      pool.call("DeleteUserPoolDomain", ",'Domain':'" + pool.domain() + "'");
    }
    var winners = new TreeMap<String, Integer>();
    for (int round = 0; round < ROUNDS; round++) {
      var name = "name" + round;
      var domains =
          race(
              nodes,
              i -> new Call("CreateUserPoolDomain", i / 2 % 2 == 0 ? site : second, domain(name)));
      winners.merge("domain " + domains.size(), 1, Integer::sum);
      domains.forEach(won -> won.site.call("DeleteUserPoolDomain", domain(name)));

      var servers =
          race(
              nodes,
              _ ->
                  new Call(
                      "CreateResourceServer", site, ",'Identifier':'" + name + "','Name':'n'"));
      winners.merge("resource server " + servers.size(), 1, Integer::sum);
      servers.forEach(_ -> site.call("DeleteResourceServer", ",'Identifier':'" + name + "'"));

      var secrets = race(nodes, _ -> new Call("AddUserPoolClientSecret", site, client));
      winners.merge("secret " + secrets.size(), 1, Integer::sum);
      secrets.forEach(won ->
          site.call(
              "DeleteUserPoolClientSecret", client + ",'ClientSecretId':'" + won.secretId() + "'"));
    }
    assertThat(winners)
        .as("successes of one artefact: how often")
        .isEqualTo(
            new TreeMap<>(
                Map.of("domain 1", ROUNDS, "resource server 1", ROUNDS, "secret 1", ROUNDS)));
  }

  /// As SDKs do: a node whose writes wait too long says 503, and nothing was written.
  private static TestServer.Answer patiently(TestServer node, String operation, String body) {
    for (int tries = 0; ; tries++) {
      var answer = node.call("AWSCognitoIdentityProviderService." + operation, "cognito-idp", body);
      if (answer.status() != 503) {
        return answer;
      }
      assertThat(tries).isLessThan(20);
    }
  }

  private static String domain(String name) {
    return ",'Domain':'" + name + "'";
  }

  private record Call(String operation, MachineSite site, String members) {}

  /// A call that succeeded.
  private record Won(MachineSite site, TestServer.Answer answer) {
    String secretId() {
      return answer
          .json()
          .object("ClientSecretDescriptor")
          .flatMap(made -> made.string("ClientSecretId"))
          .orElseThrow();
    }
  }

  private List<Won> race(List<TestServer> nodes, Function<Integer, Call> callers) throws Exception {
    var barrier = new CyclicBarrier(CALLERS);
    var running = new ArrayList<Future<Won>>();
    for (int i = 0; i < CALLERS; i++) {
      var call = callers.apply(i);
      var node = nodes.get(i % nodes.size());
      var body = "{'UserPoolId':'" + call.site.pool() + "'" + call.members + "}";
      running.add(
          threads.submit(() -> {
            barrier.await();
            return new Won(call.site, patiently(node, call.operation, body.replace('\'', '"')));
          }));
    }
    var winners = new ArrayList<Won>();
    for (var call : running) {
      var answer = call.get();
      if (answer.answer.status() == 200) {
        winners.add(answer);
      } else {
        assertThat(answer.answer.status()).as(answer.answer.body()).isEqualTo(400);
      }
    }
    return winners;
  }
}
