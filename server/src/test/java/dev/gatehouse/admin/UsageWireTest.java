package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.RequestSigner;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.oauth.MachineSite;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `GetMetricHistory` and `ListClientUsage` over HTTP (ui 8.4, 8.14, O-2).
class UsageWireTest {
  private static final String NOTHING =
      "{'Recording':true,'Range':'1h','PeriodSeconds':60,'From':1767319500.000,'To':1767323045.678,'Total':{'Tokens':{},'SignIns':{'Succeeded':0,'Failed':0},'Errors':{}},'Points':[]}";

  private TestServer server = TestServer.strict();

  @AfterEach
  void stop() {
    server.close();
  }

  private String ask(String operation, String request) {
    return Json.text(server.extension(operation, request.replace('\'', '"')))
        .replaceAll("Micros\":\\d+", "Micros\":N")
        .replace('"', '\'');
  }

  private String history(String members) {
    return ask("GetMetricHistory", "{" + members + "}");
  }

  /// Counts are written every five seconds.
  private void awaited(String members, String part) {
    Patience.until(part, () -> history(members), answer -> answer.contains(part));
  }

  private TestServer.Answer call(String operation, String request) {
    return server.call("GatehouseService." + operation, "gatehouse", request.replace('\'', '"'));
  }

  @Test
  void o_2_a_pool_s_tokens_and_errors_are_there_with_their_latency() {
    var site = MachineSite.make(server, "lobster1234");
    var ofPool = "'UserPoolId':'" + site.pool() + "','Range':'1h'";
    assertThat(history(ofPool)).isEqualTo(NOTHING);
    var client = site.machine("get");
    for (int i = 0; i < 3; i++) {
      assertThat(site.answer(client, "")).startsWith("200 ");
    }
    assertThat(site.answer(client, "&scope=none")).startsWith("400 ");
    assertThat(site.answer(new MachineSite.Client("nobody", "s"), "")).startsWith("400 ");

    var usage =
        "'Tokens':{'client_credentials':3},'SignIns':{'Succeeded':0,'Failed':0},'Errors':{'invalid_scope':1}";
    var latency = ",'Latency':{'Requests':4,'P50Micros':N,'P95Micros':N,'P99Micros':N}";
    awaited(ofPool, "'Requests':4");
    assertThat(history(ofPool))
        .isEqualTo(
            NOTHING
                .replaceFirst("'Total':\\{.*", "'Total':{" + usage + latency)
                .concat("},'Points':[{'Time':1767323040.000," + usage + latency + "}]}"));

    var ofClient = ofPool + ",'ClientId':'" + client.id() + "'";
    assertThat(history(ofClient))
        .as("by the hour, without latency")
        .isEqualTo(
            ("{'Recording':true,'Range':'1h','PeriodSeconds':3600,'From':1767322800.000,'To':1767323045.678,"
                + "'Total':{"
                + usage
                + "},'Points':[{'Time':1767322800.000,"
                + usage
                + "}]}"));

    awaited("'Range':'7d'", "'invalid_client':1");
    assertThat(history("'Range':'7d'"))
        .as("the whole server, with what no pool is known of")
        .contains("'Tokens':{'client_credentials':3}")
        .contains("'Errors':{'invalid_client':1,'invalid_scope':1}");
  }

  @Test
  void users_who_sign_in_and_who_do_not_are_counted() {
    var pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    var site = new MachineSite(server, pool, "");
    var client =
        site.call(
                "CreateUserPoolClient",
                ",'ClientName':'c','ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH','ALLOW_REFRESH_TOKEN_AUTH']")
            .object("UserPoolClient")
            .flatMap(made -> made.string("ClientId"))
            .orElseThrow();
    site.call("AdminCreateUser", ",'Username':'jane','MessageAction':'SUPPRESS'");
    site.call(
        "AdminSetUserPassword", ",'Username':'jane','Password':'Gate.house1','Permanent':true");
    assertThat(signIn(client, "wrong").status()).isEqualTo(400);
    var tokens = signIn(client, "Gate.house1").json().object("AuthenticationResult").orElseThrow();
    var refreshed =
        initiate(
            client,
            "REFRESH_TOKEN_AUTH",
            "'REFRESH_TOKEN':'" + tokens.string("RefreshToken").orElseThrow() + "'");
    assertThat(refreshed.status()).isEqualTo(200);

    var ofPool = "'UserPoolId':'" + pool + "','Range':'24h'";
    awaited(ofPool, "'refresh_token':1");
    assertThat(history(ofPool))
        .contains(
            "'Total':{'Tokens':{'refresh_token':1,'sign_in':1},'SignIns':{'Succeeded':1,'Failed':1},'Errors':{'NotAuthorizedException':1}},");
  }

  private TestServer.Answer signIn(String client, String password) {
    return initiate(
        client, "USER_PASSWORD_AUTH", "'USERNAME':'jane','PASSWORD':'" + password + "'");
  }

  private TestServer.Answer initiate(String client, String flow, String parameters) {
    return server.call(
        "AWSCognitoIdentityProviderService.InitiateAuth",
        "cognito-idp",
        "{'ClientId':'%s','AuthFlow':'%s','AuthParameters':{%s}}"
            .formatted(client, flow, parameters)
            .replace('\'', '"'));
  }

  @Test
  void ap_12_each_client_is_listed_once_with_its_last_token() {
    var site = MachineSite.make(server, "lobster1234");
    var ids = Stream.generate(() -> site.machine("get")).limit(3).toList();
    var sorted = ids.stream().map(MachineSite.Client::id).sorted().toList();
    site.answer(ids.getFirst(), "");
    var idle = "{'ClientId':'%s','Tokens':{},'SignIns':{'Succeeded':0,'Failed':0},'Errors':{}}";
    var busy =
        "{'ClientId':'%s','LastTokenDate':1767323045.678,'Tokens':{'client_credentials':1},'SignIns':{'Succeeded':0,'Failed':0},'Errors':{}}";
    var expected =
        sorted.stream()
            .map(id -> (id.equals(ids.getFirst().id()) ? busy : idle).formatted(id))
            .toList();
    var request = "{'UserPoolId':'" + site.pool() + "','Range':'7d'";
    Patience.until("the token", () -> ask("ListClientUsage", request + "}").contains("LastToken"));
    assertThat(ask("ListClientUsage", request + "}"))
        .isEqualTo(
            "{'Recording':true,'Range':'7d','Clients':[" + String.join(",", expected) + "]}");

    var first = server.extension("ListClientUsage", (request + ",'Limit':2}").replace('\'', '"'));
    var token = first.string("NextToken").orElseThrow();
    assertThat(ask("ListClientUsage", request + ",'Limit':2,'NextToken':'" + token + "'}"))
        .isEqualTo("{'Recording':true,'Range':'7d','Clients':[" + expected.getLast() + "]}");
    assertThat(MachineSite.text(call("ListClientUsage", request + ",'NextToken':'x'}")))
        .isEqualTo(
            "400 {\"__type\":\"InvalidParameterException\",\"message\":\"Invalid pagination token.\"}");

    server.advance(Duration.ofDays(8));
    assertThat(ask("ListClientUsage", request + "}"))
        .as("a week later nothing but when the last token was")
        .contains("'LastTokenDate':1767323045.678,'Tokens':{}");
  }

  @Test
  void what_is_not_there_has_no_history() {
    var site = MachineSite.make(server, "lobster1234");
    var noPool =
        "400 {\"__type\":\"ResourceNotFoundException\",\"message\":\"User pool us-east-1_NNNNNNNNN does not exist.\"}";
    assertThat(refused("'UserPoolId':'us-east-1_NNNNNNNNN','Range':'1h'")).isEqualTo(noPool);
    assertThat(refused("'UserPoolId':'" + site.pool() + "','ClientId':'none','Range':'1h'"))
        .isEqualTo(
            "400 {\"__type\":\"ResourceNotFoundException\",\"message\":\"User pool client none does not exist.\"}");
    assertThat(refused("'ClientId':'none','Range':'1h'"))
        .isEqualTo(
            "400 {\"__type\":\"InvalidParameterException\",\"message\":\"A ClientId needs the UserPoolId of its pool.\"}");
    assertThat(
            MachineSite.text(
                call("ListClientUsage", "{'UserPoolId':'us-east-1_NNNNNNNNN','Range':'7d'}")))
        .isEqualTo(noPool);
    assertThat(call("GetMetricHistory", "{'Range':'2h'}").status()).isEqualTo(400);
    assertThat(call("GetMetricHistory", "{}").status()).isEqualTo(400);
  }

  private String refused(String members) {
    return MachineSite.text(call("GetMetricHistory", "{" + members + "}"));
  }

  @Test
  void ui_04_the_whole_server_is_for_who_may_see_the_whole_server() {
    var site = MachineSite.make(server, "lobster1234");
    var made =
        server
            .extension(
                "CreateAccessKey",
                """
                {"Policy":{"Statements":[{"Actions":["gatehouse:*"],"Pools":["%s"]}]}}
                """
                    .formatted(site.pool()))
            .object("AccessKey")
            .orElseThrow();
    assertThat(status(made, "GetMetricHistory", "{\"Range\":\"1h\"}")).isEqualTo(400);
    var own = "{\"UserPoolId\":\"" + site.pool() + "\",\"Range\":\"24h\"}";
    assertThat(status(made, "GetMetricHistory", own)).isEqualTo(200);
    assertThat(status(made, "ListClientUsage", own)).isEqualTo(200);
    var other = own.replace(site.pool(), "us-east-1_NNNNNNNNN");
    assertThat(status(made, "GetMetricHistory", other)).isEqualTo(400);
    assertThat(status(made, "ListClientUsage", other)).isEqualTo(400);
  }

  private int status(JsonObject key, String operation, String request) {
    var signer =
        new RequestSigner(
            key.string("AccessKeyId").orElseThrow(),
            key.string("SecretAccessKey").orElseThrow(),
            TestServer.REGION,
            "gatehouse");
    return server.call(signer, "GatehouseService." + operation, request).status();
  }

  /// Nothing waits for the five seconds: what is counted when a server stops is there when it is
  /// started again.
  @Test
  void the_last_counts_are_written_when_the_server_stops() {
    var site = MachineSite.make(server, "lobster1234");
    var client = site.machine("get");
    site.answer(client, "");
    var folder = server.folder();
    var clock = server.clock();
    server.close();
    server = TestServer.start(folder, clock, List.of());
    assertThat(history("'UserPoolId':'" + site.pool() + "','Range':'1h'"))
        .contains("'Total':{'Tokens':{'client_credentials':1},");
  }

  @Test
  void switched_off_nothing_is_recorded() {
    server.close();
    server = TestServer.strict("metrics.history=false");
    var site = MachineSite.make(server, "lobster1234");
    assertThat(site.answer(site.machine("get"), "")).startsWith("200 ");
    var folder = server.folder();
    var clock = server.clock();
    server.close();
    server = TestServer.start(folder, clock, List.of("metrics.history=false"));
    assertThat(history("'UserPoolId':'" + site.pool() + "','Range':'1h'"))
        .isEqualTo(NOTHING.replace("'Recording':true", "'Recording':false"));
  }
}
