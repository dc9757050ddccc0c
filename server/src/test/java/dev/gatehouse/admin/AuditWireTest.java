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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `ListAuditEvents` and `VerifyAuditLog` over HTTP (ui 10.2).
class AuditWireTest {
  private static final String IDP = "AWSCognitoIdentityProviderService.";

  private TestServer server = TestServer.strict();
  private String pool = "";

  @BeforeEach
  void make() {
    pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"first\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonObject list(String request) {
    return server.extension("ListAuditEvents", request.replace('\'', '"'));
  }

  private static List<JsonObject> events(JsonObject answer) {
    return ((JsonArray) answer.member("Events").orElse(JsonValue.NULL))
        .elements().stream().map(JsonObject.class::cast).toList();
  }

  private JsonObject newest(String request) {
    return events(list(request)).getFirst();
  }

  private static List<String> names(JsonObject answer) {
    return events(answer).stream().map(event -> event.string("EventName").orElseThrow()).toList();
  }

  private TestServer.Answer call(String operation, String members) {
    var body = "{'UserPoolId':'" + pool + "'" + members + "}";
    return server.call(IDP + operation, "cognito-idp", body.replace('\'', '"'));
  }

  private static String id(TestServer.Answer answer) {
    return answer.header("x-amzn-requestid").orElseThrow();
  }

  /// An event without what another run would have otherwise.
  private String text(JsonObject event, TestServer.Answer answer) {
    return Json.text(event)
        .replace(event.string("EventId").orElseThrow(), "EVENT")
        .replace(id(answer), "REQUEST")
        .replace(event.string("UserAgent").orElseThrow(), "AGENT")
        .replace(event.string("Actor").orElseThrow(), "ACTOR")
        .replace(server.accessKeyId(), "KEY")
        .replace(pool, "POOL")
        .replace('"', '\'');
  }

  @Test
  void ui_19_au_1_a_pool_s_new_name_is_there_with_the_old_one_and_who_gave_it() {
    var answer = call("UpdateUserPool", ",'PoolName':'second','DeletionProtection':'ACTIVE'");
    assertThat(answer.status()).isEqualTo(200);

    var event = newest("{}");
    assertThat(text(event, answer))
        .isEqualTo(
            "{'EventId':'EVENT','EventTime':1767323045.678,'EventName':'UpdateUserPool','Actor':'ACTOR','AccessKeyId':'KEY','SourceAddress':'127.0.0.1','UserAgent':'AGENT','RequestId':'REQUEST','Region':'us-east-1','UserPoolId':'POOL','RequestParameters':{'UserPoolId':'POOL','PoolName':'second','DeletionProtection':'ACTIVE'},'Changes':[{'Member':'PoolName','Before':'first','After':'second'},{'Member':'DeletionProtection','Before':'INACTIVE','After':'ACTIVE'}]}");
    assertThat(event.string("Actor").orElseThrow()).startsWith("arn:aws:iam::000000000000:user/");
    assertThat(names(list("{'UserPoolId':'" + pool + "'}")))
        .containsExactly("UpdateUserPool", "CreateUserPool");
  }

  /// What an earlier version stored, or somebody put in: it hides nothing else.
  @Test
  void ui_19_an_event_that_cannot_be_read_is_shown_as_that_and_the_others_as_ever()
      throws SQLException {
    call("UpdateUserPool", ",'PoolName':'second'");
    var id = newest("{}").string("EventId").orElseThrow();
    tamper(id, id, "{\"Name\":\"abc\\uD83D\"}");
    assertThat(names(list("{}"))).containsExactly("Unreadable", "CreateUserPool");
    assertThat(Json.text(newest("{}")).replace(id, "EVENT"))
        .isEqualTo(
            "{\"EventId\":\"EVENT\",\"EventTime\":1767323045.678,\"EventName\":\"Unreadable\",\"Actor\":\"\",\"SourceAddress\":\"\",\"UserAgent\":\"\",\"RequestId\":\"\",\"RequestParameters\":{\"Document\":\"{\\\"Name\\\":\\\"abc\\\\uD83D\\\"}\"}}");
    assertThat(names(list("{'EventName':'CreateUserPool'}"))).containsExactly("CreateUserPool");

    var noId = id.substring(0, id.length() - 1) + "g";
    tamper(id, noId, "no document");
    assertThat(names(list("{}"))).containsExactly("Unreadable", "CreateUserPool");
    assertThat(Json.text(newest("{}")))
        .as("an id that tells no time")
        .startsWith(
            "{\"EventId\":\"" + noId + "\",\"EventTime\":0.000,\"EventName\":\"Unreadable\",");
  }

  private void tamper(String id, String newId, String document) throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + server.folder().resolve("gatehouse.db"));
        var update =
            connection.prepareStatement(
                "UPDATE audit_event SET event_id = ?, document = ? WHERE event_id = ?")) {
      update.setString(1, newId);
      update.setString(2, document);
      update.setString(3, id);
      assertThat(update.executeUpdate()).isOne();
    }
  }

  @Test
  void ui_19_a_refused_call_is_there_with_its_error_and_no_whole_text() {
    var refused = call("UpdateUserPoolClient", ",'ClientId':'hunter2hunter2'");
    assertThat(refused.status()).isEqualTo(400);

    var event =
        Patience.until(
            "the event",
            () -> events(list("{'EventName':'UpdateUserPoolClient'}")),
            found -> !found.isEmpty());
    assertThat(text(event.getFirst(), refused))
        .isEqualTo(
            "{'EventId':'EVENT','EventTime':1767323045.678,'EventName':'UpdateUserPoolClient','Actor':'ACTOR','AccessKeyId':'KEY','SourceAddress':'127.0.0.1','UserAgent':'AGENT','RequestId':'REQUEST','Region':'us-east-1','UserPoolId':'POOL','RequestParameters':{'UserPoolId':'POOL','ClientId':'hunt…'},'ErrorCode':'ResourceNotFoundException','ErrorMessage':'User pool client hunt… does not exist.'}");
  }

  @Test
  void ui_19_every_update_says_what_was_there_before() {
    call("CreateResourceServer", ",'Identifier':'api','Name':'a','Scopes':[]");
    call("UpdateResourceServer", ",'Identifier':'api','Name':'b','Scopes':[]");
    assertThat(Json.text(newest("{}")))
        .contains("\"Changes\":[{\"Member\":\"Name\",\"Before\":\"a\",\"After\":\"b\"}]");

    call("CreateGroup", ",'GroupName':'g','Precedence':1");
    call("UpdateGroup", ",'GroupName':'g','Precedence':2");
    assertThat(Json.text(newest("{}")))
        .contains("\"Changes\":[{\"Member\":\"Precedence\",\"Before\":1,\"After\":2}]");

    var client = call("CreateUserPoolClient", ",'ClientName':'c','GenerateSecret':true").json();
    var clientId = client.object("UserPoolClient").flatMap(c -> c.string("ClientId")).orElseThrow();
    assertThat(Json.text(newest("{}")))
        .contains("\"Changes\":[{\"Member\":\"ClientId\",\"After\":\"" + clientId + "\"}]");
    call("UpdateUserPoolClient", ",'ClientId':'" + clientId + "','RefreshTokenValidity':5");
    assertThat(Json.text(newest("{}")))
        .contains("{\"Member\":\"RefreshTokenValidity\",\"Before\":30,\"After\":5}")
        .contains("\"ClientId\":\"" + clientId + "\"");

    call("AdminCreateUser", ",'Username':'jane','MessageAction':'SUPPRESS'");
    call(
        "AdminUpdateUserAttributes",
        ",'Username':'jane','UserAttributes':[{'Name':'email','Value':'jane@example.com'},{'Name':'email_verified','Value':'true'}]");
    var event = newest("{}");
    assertThat(Json.text(event))
        .contains("\"Username\":\"jane\"")
        .contains("\"Changes\":[{\"Member\":\"email\"},{\"Member\":\"email_verified\"}]")
        .doesNotContain("jane@example.com");
    assertThat(names(list("{}")))
        .as("at_20: one event")
        .startsWith("AdminUpdateUserAttributes", "AdminCreateUser");
  }

  @Test
  void ui_08_who_reads_a_secret_is_there_and_who_reads_nothing_secret_is_not() {
    var secret = call("CreateUserPoolClient", ",'ClientName':'c','GenerateSecret':true").json();
    var open = call("CreateUserPoolClient", ",'ClientName':'d'").json();
    var clients =
        List.of(open, secret).stream()
            .map(made ->
                made.object("UserPoolClient").flatMap(c -> c.string("ClientId")).orElseThrow())
            .toList();
    clients.forEach(id -> call("DescribeUserPoolClient", ",'ClientId':'" + id + "'"));
    server.call("GatehouseService.GetServerInfo", "gatehouse", "{}");

    var events =
        Patience.until(
            "the event",
            () -> events(list("{'EventName':'DescribeUserPoolClient'}")),
            found -> !found.isEmpty());
    assertThat(events).hasSize(1);
    assertThat(Json.text(events.getFirst()))
        .contains(
            "\"RequestParameters\":{\"UserPoolId\":\""
                + pool
                + "\",\"ClientId\":\""
                + clients.getLast()
                + "\"}");
    assertThat(names(list("{}"))).doesNotContain("GetServerInfo", "ListAuditEvents");
  }

  @Test
  void a_call_that_changes_nothing_is_there() {
    var arn = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + pool;
    server.cognito(
        "UntagResource", "{\"ResourceArn\":\"%s\",\"TagKeys\":[\"none\"]}".formatted(arn));

    assertThat(newest("{}").string("EventName")).contains("UntagResource");
    assertThat(newest("{}").string("UserPoolId")).contains(pool);
  }

  @Test
  void what_somebody_may_not_do_is_there_too() {
    var key =
        server
            .extension(
                "CreateAccessKey",
                "{\"Description\":\"reader\",\"Policy\":{\"Statements\":[{\"Actions\":[\"cognito-idp:List*\"],\"Pools\":[\"*\"]}]}}")
            .object("AccessKey")
            .orElseThrow();
    var id = key.string("AccessKeyId").orElseThrow();
    assertThat(Json.text(newest("{}")))
        .contains("\"Changes\":[{\"Member\":\"AccessKeyId\",\"After\":\"" + id + "\"}]")
        .doesNotContain(key.string("SecretAccessKey").orElseThrow());
    var idp =
        new RequestSigner(
            id, key.string("SecretAccessKey").orElseThrow(), "us-east-1", "cognito-idp");
    var own =
        new RequestSigner(
            id, key.string("SecretAccessKey").orElseThrow(), "us-east-1", "gatehouse");
    server.call(idp, IDP + "DeleteUserPool", "{\"UserPoolId\":\"" + pool + "\"}");

    var denied =
        Patience.until(
            "the event", () -> events(list("{'Actor':'reader'}")), found -> !found.isEmpty());
    assertThat(Json.text(denied.getFirst()))
        .contains("\"EventName\":\"DeleteUserPool\"")
        .contains("\"AccessKeyId\":\"" + id + "\"")
        .endsWith(
            "\"ErrorCode\":\"AccessDeniedException\",\"ErrorMessage\":\"User: arn:aws:iam::000000000000:user/reader is not authorized to perform: cognito-idp:DeleteUserPool on resource: arn:aws:cognito-idp:us-east-1:000000000000:userpool/"
                + pool
                + " because no policy of its access key allows it\"}");
    for (var operation : List.of("ListAuditEvents", "VerifyAuditLog")) {
      assertThat(MachineSite.text(server.call(own, "GatehouseService." + operation, "{}")))
          .isEqualTo(
              "400 {\"__type\":\"AccessDeniedException\",\"Message\":\"User: arn:aws:iam::000000000000:user/reader is not authorized to perform: gatehouse:"
                  + operation
                  + " on resource: * because no policy of its access key allows it\"}");
    }
  }

  @Test
  void ap_12_pages_and_times_hold_each_event_once() {
    var start = server.clock().instant();
    for (int i = 0; i < 6; i++) {
      server.advance(Duration.ofSeconds(1));
      call("CreateGroup", ",'GroupName':'g" + i + "'");
    }
    var ids = new ArrayList<String>();
    var token = Optional.<String>empty();
    do {
      var page =
          list(
              "{'EventName':'CreateGroup','Limit':4"
                  + token.map(t -> ",'NextToken':'" + t + "'").orElse("")
                  + "}");
      events(page).forEach(event -> ids.add(event.string("EventId").orElseThrow()));
      token = page.string("NextToken");
    } while (token.isPresent());
    assertThat(ids).hasSize(6).doesNotHaveDuplicates();
    assertThat(ids).isSortedAccordingTo(java.util.Comparator.reverseOrder());

    var second = start.plusSeconds(2).getEpochSecond() + ".678";
    var fourth = start.plusSeconds(4).getEpochSecond() + ".678";
    assertThat(
            events(list("{'After':" + second + ",'Before':" + fourth + "}")).stream()
                .map(event ->
                    event
                        .object("RequestParameters")
                        .flatMap(p -> p.string("GroupName"))
                        .orElse("")))
        .containsExactly("g2", "g1");
    var token2 = list("{'Limit':1}").string("NextToken").orElseThrow();
    assertThat(
            MachineSite.text(
                server.call(
                    "GatehouseService.ListAuditEvents",
                    "gatehouse",
                    "{\"EventName\":\"CreateGroup\",\"NextToken\":\"" + token2 + "\"}")))
        .isEqualTo(
            "400 {\"__type\":\"InvalidParameterException\",\"message\":\"Invalid pagination token.\"}");
  }

  @Test
  void au_3_the_log_of_a_server_is_valid_and_outlives_its_pools_and_a_restart() {
    call("DeleteUserPool", "");
    assertThat(names(list("{'UserPoolId':'" + pool + "'}")))
        .containsExactly("DeleteUserPool", "CreateUserPool");
    var valid = "{\"Valid\":true,\"Events\":2,\"NotLinked\":0}";
    Patience.until(
        "the links",
        () -> server.extension("VerifyAuditLog", "{}").toString(),
        text -> text.equals(Json.parseObject(valid).toString()));

    server.close();
    server = TestServer.start(server.folder(), server.clock(), List.of());
    assertThat(Json.text(server.extension("VerifyAuditLog", "{}"))).isEqualTo(valid);
  }
}
