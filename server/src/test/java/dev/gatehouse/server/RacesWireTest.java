package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.oauth.MachineSite;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.Race;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RL-32 over the wire: twenty callers at both nodes want the same domain, the last place for a
/// secret of a client, the same resource server. What users want is in `RacesContract`, what the
/// store alone decides in `TwoNodesContract`.
class RacesWireTest {
  private static final int CALLERS = 20;
  private static final int ROUNDS = 10;

  private static final String DOMAIN_TAKEN =
      invalid("Domain already associated with another user pool.");
  private static final String POOL_HAS_ONE = invalid("User pool already has a domain configured.");
  private static final String TWO_SECRETS =
      "400 {\"__type\":\"LimitExceededException\",\"message\":\"Client secrets cannot exceed limit of"
          + " 2 secrets.\"}";

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

  private static String invalid(String message) {
    return "400 {\"__type\":\"InvalidParameterException\",\"message\":\"" + message + "\"}";
  }

  private void races(List<TestServer> nodes) throws Exception {
    var first = MachineSite.make(nodes.getFirst(), "lobster1234");
    var second = MachineSite.make(nodes.getFirst(), "crab1234");
    for (var pool : List.of(first, second)) {
      pool.call("DeleteUserPoolDomain", domain(pool.domain()));
    }
    var machine = first.machine("get");
    for (int round = 0; round < ROUNDS; round++) {
      domain(nodes, List.of(first, second), "name" + round);
      resourceServer(nodes, first, "name" + round);
      secret(nodes, first, machine.id());
    }
  }

  private static String domain(String name) {
    return ",'Domain':'" + name + "'";
  }

  /// Half of the callers for each pool.
  private static MachineSite pool(List<MachineSite> pools, int caller) {
    return pools.get(caller / 2 % 2);
  }

  private static void domain(List<TestServer> nodes, List<MachineSite> pools, String name)
      throws Exception {
    var answers =
        Race.answers(
            CALLERS, i -> call(nodes, i, "CreateUserPoolDomain", pool(pools, i), domain(name)));
    int winner = RaceSite.winner(answers, DOMAIN_TAKEN, POOL_HAS_ONE);
    var owner = pool(pools, winner);
    assertThat(
            owner
                .call("DescribeUserPoolDomain", domain(name))
                .object("DomainDescription")
                .flatMap(found -> found.string("UserPoolId")))
        .contains(owner.pool());
    owner.call("DeleteUserPoolDomain", domain(name));
  }

  private static void resourceServer(List<TestServer> nodes, MachineSite site, String name)
      throws Exception {
    var identifier = ",'Identifier':'" + name + "'";
    var answers =
        Race.answers(
            CALLERS,
            i -> call(nodes, i, "CreateResourceServer", site, identifier + ",'Name':'n" + i + "'"));
    int winner =
        RaceSite.winner(
            answers, invalid(name + " already exists in user pool " + site.pool() + "."));
    assertThat(
            site.call("DescribeResourceServer", identifier)
                .object("ResourceServer")
                .flatMap(found -> found.string("Name")))
        .contains("n" + winner);
  }

  private static void secret(List<TestServer> nodes, MachineSite site, String client)
      throws Exception {
    var members = ",'ClientId':'" + client + "'";
    var answers =
        Race.answers(CALLERS, i -> call(nodes, i, "AddUserPoolClientSecret", site, members));
    var won = answers.get(RaceSite.winner(answers, TWO_SECRETS));
    var made = Json.parseObject(won.substring(4)).object("ClientSecretDescriptor").orElseThrow();
    var id = made.string("ClientSecretId").orElseThrow();
    assertThat(Json.text(site.call("ListUserPoolClientSecrets", members)).split(id, -1)).hasSize(2);
    site.call("DeleteUserPoolClientSecret", members + ",'ClientSecretId':'" + id + "'");
  }

  /// As SDKs do: a node whose writes wait too long says 503, and nothing was written.
  private static String call(
      List<TestServer> nodes, int caller, String operation, MachineSite site, String members) {
    var body = ("{'UserPoolId':'" + site.pool() + "'" + members + "}").replace('\'', '"');
    var target = "AWSCognitoIdentityProviderService." + operation;
    var node = nodes.get(caller % nodes.size());
    return MachineSite.text(
        Patience.until(
            "an answer",
            () -> node.call(target, "cognito-idp", body),
            answer -> answer.status() != 503));
  }
}
