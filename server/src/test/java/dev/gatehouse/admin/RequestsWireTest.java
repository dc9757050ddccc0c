package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.RequestSigner;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.oauth.MachineSite;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `ListRequests` over HTTP (ui 9.3).
class RequestsWireTest {
  private TestServer server = TestServer.strict();

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonObject list(String request) {
    return server.extension("ListRequests", request);
  }

  private static List<JsonObject> lines(JsonObject answer) {
    return ((JsonArray) answer.member("Requests").orElse(JsonValue.NULL))
        .elements().stream().map(JsonObject.class::cast).toList();
  }

  /// Answers once there are so many lines: a line is written when its answer has gone.
  private JsonObject awaited(String request, int count) {
    return Patience.until(
        count + " lines", () -> list(request), answer -> lines(answer).size() == count);
  }

  private static List<String> operations(JsonObject answer) {
    return lines(answer).stream().map(line -> line.string("Operation").orElse("-")).toList();
  }

  private static String id(TestServer.Answer answer) {
    return answer.header("x-amzn-requestid").orElseThrow();
  }

  private static String text(JsonObject line, String name) {
    return Json.text(line.member(name).orElseThrow());
  }

  @Test
  void a_line_says_who_asked_what_and_what_came_of_it() {
    var made =
        server.call(
            "AWSCognitoIdentityProviderService.CreateUserPool",
            "cognito-idp",
            "{\"PoolName\":\"p\"}");
    var pool = made.json().object("UserPool").flatMap(p -> p.string("Id")).orElseThrow();
    var named = "{\"UserPoolId\":\"" + pool + "\"}";
    awaited("{}", 1);
    var refused =
        server.call(
            "AWSCognitoIdentityProviderService.DescribeUserPoolClient",
            "cognito-idp",
            "{\"UserPoolId\":\"" + pool + "\",\"ClientId\":\"hunter2hunter2\"}");

    var all = awaited("{}", 2);
    var line = lines(all).getFirst();
    assertThat(Json.text(line))
        .isEqualTo(
            """
            {"RequestId":"%s","Time":%s,"Method":"POST","Path":"/","Operation":"DescribeUserPoolClient",\
            "UserPoolId":"%s","Actor":"arn:aws:iam::000000000000:user/%s","Status":400,\
            "ErrorCode":"ResourceNotFoundException",\
            "Reasons":["User pool client hunt… does not exist.","The cause: unknown client."],\
            "DurationMicros":%s,"SourceAddress":"127.0.0.1"}\
            """
                .formatted(
                    id(refused),
                    text(line, "Time"),
                    pool,
                    actor(line),
                    text(line, "DurationMicros")));
    assertThat(Json.text(lines(all).getLast()))
        .contains(id(made))
        .contains("\"Operation\":\"CreateUserPool\"")
        .contains("\"Status\":200,\"Reasons\":[]");
    assertThat(operations(list(named))).as("of the pool").containsExactly("DescribeUserPoolClient");
    assertThat(all.bool("Recording")).contains(true);
    assertThat(all.string("Node").orElseThrow()).matches("[0-9a-f]{8}");
  }

  private String actor(JsonObject line) {
    var arn = line.string("Actor").orElseThrow();
    var name = arn.substring(arn.lastIndexOf('/') + 1);
    assertThat(List.of(server.accessKeyId(), "administrator")).contains(name);
    return name;
  }

  @Test
  void a_refused_value_is_quoted_nowhere() {
    server.call(
        "AWSCognitoIdentityProviderService.CreateUserPool",
        "cognito-idp",
        "{\"PoolName\":\"hunter2hunter2!\"}");

    var answer = awaited("{\"OnlyErrors\":true}", 1);
    assertThat(lines(answer).getFirst().strings("Reasons"))
        .containsExactly(
            "1 validation error detected: Value at 'poolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+");
    assertThat(answer.toString()).doesNotContain("hunter2");
  }

  @Test
  void ap_12_pages_of_one_client_s_errors_hold_each_line_once() {
    var site = MachineSite.make(server, "pages1234");
    var client = site.machine("get");
    var other = site.machine("get");
    for (int i = 0; i < 5; i++) {
      site.answer(client, "&scope=none");
      site.answer(other, "&scope=none");
      site.answer(client, "");
    }
    var request =
        "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\",\"OnlyErrors\":true"
            .formatted(site.pool(), client.id());
    awaited(request + "}", 5);

    var seen = new ArrayList<String>();
    var token = Optional.<String>empty();
    do {
      var page =
          list(
              request
                  + ",\"Limit\":2"
                  + token.map(t -> ",\"NextToken\":\"" + t + "\"").orElse("")
                  + "}");
      lines(page).forEach(line -> seen.add(line.string("RequestId").orElseThrow()));
      token = page.string("NextToken");
    } while (token.isPresent());
    assertThat(seen).hasSize(5).doesNotHaveDuplicates();

    var foreign = list("{\"Limit\":1}").string("NextToken").orElseThrow();
    assertThat(MachineSite.text(call(request + ",\"NextToken\":\"" + foreign + "\"}")))
        .isEqualTo(
            "400 {\"__type\":\"InvalidParameterException\",\"message\":\"Invalid pagination token.\"}");
  }

  private TestServer.Answer call(String request) {
    return server.call("GatehouseService.ListRequests", "gatehouse", request);
  }

  @Test
  void whoever_may_see_a_pool_s_requests_sees_no_others() {
    var site = MachineSite.make(server, "policy1234");
    var key =
        server
            .extension(
                "CreateAccessKey",
                """
                {"Description":"watcher","Policy":{"Statements":[{"Actions":["gatehouse:ListRequests"],"Pools":["%s"]}]}}\
                """
                    .formatted(site.pool()))
            .object("AccessKey")
            .orElseThrow();
    var signer =
        new RequestSigner(
            key.string("AccessKeyId").orElseThrow(),
            key.string("SecretAccessKey").orElseThrow(),
            TestServer.REGION,
            "gatehouse");
    var target = "GatehouseService.ListRequests";

    var own = server.call(signer, target, "{\"UserPoolId\":\"" + site.pool() + "\"}");
    assertThat(own.status()).isEqualTo(200);
    assertThat(MachineSite.text(server.call(signer, target, "{}")))
        .isEqualTo(
            "400 {\"__type\":\"AccessDeniedException\",\"Message\":\"User: arn:aws:iam::000000000000:user/watcher is not authorized to perform: gatehouse:ListRequests on resource: * because no policy of its access key allows it\"}");
    assertThat(MachineSite.text(call("{\"UserPoolId\":\"us-east-1_nowhere00\"}")))
        .isEqualTo(
            "400 {\"__type\":\"ResourceNotFoundException\",\"message\":\"User pool us-east-1_nowhere00 does not exist.\"}");
  }

  @Test
  void whoever_watches_does_not_push_out_what_he_watches() {
    server.extension("GetServerInfo", "{}");
    awaited("{}", 1);
    for (int i = 0; i < 10; i++) {
      list("{}");
    }
    assertThat(operations(list("{}"))).containsExactly("GetServerInfo");
  }

  @Test
  void a_watch_that_is_refused_has_its_line() {
    var refused = call("{\"UserPoolId\":\"us-east-1_nowhere00\"}");
    assertThat(refused.status()).isEqualTo(400);

    var line = lines(awaited("{}", 1)).getFirst();
    assertThat(line.string("RequestId")).contains(id(refused));
    assertThat(line.string("Operation")).contains("ListRequests");
    assertThat(line.string("ErrorCode")).contains("ResourceNotFoundException");
  }

  @Test
  void it_can_be_switched_off() {
    server.close();
    server = TestServer.strict("request-log.entries=0");
    server.extension("GetServerInfo", "{}");

    var answer = list("{}");
    assertThat(answer.bool("Recording")).contains(false);
    assertThat(lines(answer)).isEmpty();
  }
}
