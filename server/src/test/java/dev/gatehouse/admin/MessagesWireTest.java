package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.RequestSigner;
import dev.gatehouse.delivery.Ways;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.Letters;
import dev.gatehouse.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The messages of a strict server with an inbox, over HTTP.
class MessagesWireTest {
  private static final String URL = TestDatabases.migratedUrl();
  private static final TestServer SERVER =
      TestServer.strict("database.url=" + URL, "messages.delivery=inbox");
  private static Letters letters = letters(Ways.INBOX);
  private final List<String> pools = new ArrayList<>();
  private String pool = "";

  private static Letters letters(Ways ways) {
    return new Letters(URL, Path.of(SERVER.folder() + ".key"), SERVER.clock(), ways);
  }

  @AfterAll
  static void close() {
    letters.close();
    SERVER.close();
  }

  @BeforeEach
  void make() {
    pool = pool();
  }

  @AfterEach
  void delete() {
    pools.forEach(id -> SERVER.cognito("DeleteUserPool", "{\"UserPoolId\":\"" + id + "\"}"));
  }

  private String pool() {
    var made =
        SERVER
            .cognito(
                "CreateUserPool",
                "{\"PoolName\":\"p\",\"EmailConfiguration\":{\"ReplyToEmailAddress\":\"re@example.com\"}}")
            .object("UserPool")
            .flatMap(found -> found.string("Id"))
            .orElseThrow();
    pools.add(made);
    return made;
  }

  private static TestServer.Answer call(String operation, String body) {
    return SERVER.call("GatehouseService." + operation, "gatehouse", body);
  }

  private static List<String> codes(String request) {
    return codes(SERVER.extension("ListMessages", request));
  }

  private static List<String> codes(JsonObject answer) {
    return ((JsonArray) answer.member("Messages").orElse(JsonValue.NULL))
        .elements().stream()
            .map(message -> ((JsonObject) message).string("Code").orElse("-"))
            .toList();
  }

  private void post(String to, String code) {
    letters.post(pool, MessageKind.SIGN_UP, DeliveryMedium.EMAIL, to, code);
  }

  private static String id(TestServer.Answer answer) {
    return answer.body().replaceFirst(".*\"MessageId\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void a_message_is_shown_with_its_words() {
    post("Jane@Example.com", "111111");
    var request = "{\"UserPoolId\":\"" + pool + "\",\"To\":\"jane@EXAMPLE.com\"}";
    var answer = call("ListMessages", request);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"Messages\":[{\"MessageId\":\"%s\",\"UserPoolId\":\"%s\",\"Kind\":\"SIGN_UP\",\"DeliveryMedium\":\"EMAIL\",\"To\":\"Jane@Example.com\",\"Sub\":\"34c84488-e0e1-70ae-d2ee-991ad1a898c8\",\"CreateDate\":1767323045.678,\"Status\":\"KEPT\",\"Attempts\":0,\"Username\":\"jane\",\"ReplyTo\":\"re@example.com\",\"Subject\":\"Your verification code\",\"Body\":\"Your confirmation code is 111111\",\"Code\":\"111111\"}]}"
                .formatted(id(answer), pool));
  }

  @Test
  void the_newest_comes_first_of_one_pool_of_all_and_to_one_address() {
    post("jane@example.com", "1");
    post("john@example.com", "2");
    var first = pool;
    pool = pool();
    post("jane@example.com", "3");

    assertThat(codes("{}")).containsExactly("3", "2", "1");
    assertThat(codes("{\"Limit\":2}")).containsExactly("3", "2");
    assertThat(codes("{\"To\":\"jane@example.com\"}")).containsExactly("3", "1");
    assertThat(codes("{\"UserPoolId\":\"" + first + "\"}")).containsExactly("2", "1");
    assertThat(codes("{\"To\":\"nobody@example.com\"}")).isEmpty();
  }

  /// All of them, by pages of two, with the tokens between.
  private static List<String> paged(String request) {
    var all = new ArrayList<String>();
    var page = SERVER.extension("ListMessages", request);
    all.add(codes(page).toString());
    while (page.string("NextToken").isPresent()) {
      var token = ",\"NextToken\":\"" + page.string("NextToken").get() + "\"}";
      page = SERVER.extension("ListMessages", request.replaceFirst("}$", token));
      all.add(codes(page).toString());
    }
    return all;
  }

  @Test
  void pages_of_all_pools_of_one_and_to_one_address() {
    post("jane@example.com", "1");
    post("john@example.com", "2");
    var first = pool;
    pool = pool();
    post("jane@example.com", "3");
    pool = first;
    post("jane@example.com", "4");
    post("jane@example.com", "5");

    assertThat(paged("{\"Limit\":2}")).containsExactly("[5, 4]", "[3, 2]", "[1]");
    assertThat(paged("{\"Limit\":2,\"UserPoolId\":\"" + pool + "\"}"))
        .containsExactly("[5, 4]", "[2, 1]");
    assertThat(paged("{\"Limit\":2,\"To\":\"Jane@example.com\"}"))
        .containsExactly("[5, 4]", "[3, 1]");
    assertThat(paged("{\"Limit\":5}")).containsExactly("[5, 4, 3, 2, 1]");
  }

  @Test
  void ap_12_a_page_of_another_list_is_refused() {
    for (int i = 0; i < 3; i++) {
      post("jane@example.com", "1");
    }
    var token = SERVER.extension("ListMessages", "{\"Limit\":1}").string("NextToken").orElseThrow();
    var next = "\"NextToken\":\"" + token + "\"}";
    for (var other :
        List.of(
            "{\"UserPoolId\":\"" + pool + "\"," + next,
            "{\"To\":\"jane@example.com\"," + next,
            "{\"NextToken\":\"A" + token + "\"}")) {
      var answer = call("ListMessages", other);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body())
          .isEqualTo(
              "{\"__type\":\"InvalidParameterException\",\"message\":\"Invalid pagination token.\"}");
    }
  }

  @Test
  void those_that_are_newer_than_one_are_counted() {
    post("jane@example.com", "1");
    var seen = id(call("ListMessages", "{\"UserPoolId\":\"" + pool + "\"}"));
    post("jane@example.com", "2");
    post("john@example.com", "3");

    assertThat(count("")).isEqualTo("{\"Count\":3}");
    assertThat(count(",\"After\":\"" + seen + "\"")).isEqualTo("{\"Count\":2}");
  }

  private String count(String after) {
    return call("CountMessages", "{\"UserPoolId\":\"" + pool + "\"" + after + "}").body();
  }

  @Test
  void what_is_sent_meanwhile_is_on_no_later_page() {
    post("jane@example.com", "1");
    post("jane@example.com", "2");
    var page = SERVER.extension("ListMessages", "{\"Limit\":1}");
    post("jane@example.com", "3");
    var token = page.string("NextToken").orElseThrow();
    assertThat(codes("{\"Limit\":1,\"NextToken\":\"" + token + "\"}")).containsExactly("1");
  }

  @Test
  void what_was_delivered_shows_no_words() {
    var ways = new Ways(false, Set.of(DeliveryMedium.EMAIL), Duration.ofDays(1));
    try (var delivering = letters(ways)) {
      delivering.post(
          pool, MessageKind.SIGN_UP, DeliveryMedium.EMAIL, "Jane@Example.com", "111111");
      delivering.post(pool, MessageKind.SIGN_UP, DeliveryMedium.SMS, "+12065550100", "222222");
    }
    var rest = "\"Sub\":\"34c84488-e0e1-70ae-d2ee-991ad1a898c8\",\"CreateDate\":1767323045.678,";
    var answer = call("ListMessages", "{\"UserPoolId\":\"" + pool + "\"}");
    assertThat(answer.body().replaceAll("\"MessageId\":\"[^\"]+\",", ""))
        .isEqualTo(
            "{\"Messages\":[{\"UserPoolId\":\"%s\",\"Kind\":\"SIGN_UP\",\"DeliveryMedium\":\"SMS\",\"To\":\"+12065550100\",%s\"Status\":\"FAILED\",\"Attempts\":0,\"Fault\":\"this server has no way to deliver it\"},{\"UserPoolId\":\"%s\",\"Kind\":\"SIGN_UP\",\"DeliveryMedium\":\"EMAIL\",\"To\":\"jane@example.com\",%s\"Status\":\"PENDING\",\"Attempts\":0}]}"
                .formatted(pool, rest, pool, rest));
  }

  @Test
  void messages_are_deleted_and_what_is_still_to_be_delivered_is_not() {
    post("jane@example.com", "1");
    post("john@example.com", "2");
    assertThat(call("DeleteMessages", "{\"To\":\"jane@example.com\"}").body())
        .isEqualTo("{\"Deleted\":1}");
    assertThat(codes("{}")).containsExactly("2");
    assertThat(call("DeleteMessages", "{\"UserPoolId\":\"" + pool + "\"}").body())
        .isEqualTo("{\"Deleted\":1}");
    assertThat(codes("{}")).isEmpty();
  }

  @Test
  void more_messages_than_one_transaction_takes_are_deleted_by_one_call() {
    for (int i = 0; i < 1_001; i++) {
      post("jane@example.com", "1");
    }
    assertThat(call("DeleteMessages", "{}").body()).isEqualTo("{\"Deleted\":1001}");
  }

  @Test
  void mt_01_a_pool_that_is_not_there_is_said_so() {
    for (var operation : List.of("ListMessages", "CountMessages", "DeleteMessages")) {
      for (var id : List.of("us-east-1_none", "eu-west-1_a1B2c3D4e")) {
        var answer = call(operation, "{\"UserPoolId\":\"" + id + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
            .isEqualTo(
                "{\"__type\":\"ResourceNotFoundException\",\"message\":\"User pool %s does not exist.\"}"
                    .formatted(id));
      }
    }
  }

  /// A code is as good as a password: not even a key that may use this whole API reads one.
  @Test
  void administrators_alone_see_messages() {
    var made =
        SERVER
            .extension(
                "CreateAccessKey",
                "{\"Policy\":{\"Statements\":[{\"Actions\":[\"gatehouse:*\"],\"Pools\":[\"*\"]}]}}")
            .object("AccessKey")
            .orElseThrow();
    var id = made.string("AccessKeyId").orElseThrow();
    var secret = made.string("SecretAccessKey").orElseThrow();
    var signer = new RequestSigner(id, secret, TestServer.REGION, "gatehouse");
    for (var operation : List.of("ListMessages", "CountMessages", "DeleteMessages")) {
      var answer =
          SERVER.call(signer, "GatehouseService." + operation, "{\"UserPoolId\":\"" + pool + "\"}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body())
          .isEqualTo(
              "{\"__type\":\"AccessDeniedException\",\"Message\":\"User: arn:aws:iam::000000000000:user/%s is not authorized to perform: gatehouse:%s on resource: * because no policy of its access key allows it\"}"
                  .formatted(id, operation));
    }
  }
}
