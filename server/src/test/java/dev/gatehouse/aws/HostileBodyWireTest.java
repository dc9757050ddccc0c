package dev.gatehouse.aws;

import static dev.gatehouse.aws.AwsFixture.error;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonBoolean;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.RawConnection;
import dev.gatehouse.testing.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Bodies that are no request (AP-01 to AP-05, AP-11), sent to every operation that is built, over
/// sockets. After each test the pool is what it was.
class HostileBodyWireTest {
  private static final String NO_JSON = "The text is not well-formed JSON";
  private static final String NO_OBJECT = "The text is not a JSON object";
  private static final String NO_UTF_8 = "The text is not UTF-8";

  /// Bodies, and what is wrong with each.
  private static final Map<String, String> MALFORMED =
      Map.ofEntries(
          Map.entry("", "The text is empty"),
          Map.entry(" ", "The text is empty"),
          Map.entry("{", NO_JSON),
          Map.entry("{\"UserPoolId\":", NO_JSON),
          Map.entry("{\"UserPoolId\":\"us-east-1_", NO_JSON),
          Map.entry("{'UserPoolId':'x'}", NO_JSON),
          Map.entry("{\"UserPoolId\":\"x\",}", NO_JSON),
          Map.entry("not JSON", NO_JSON),
          Map.entry("NaN", NO_JSON),
          Map.entry("{}{}", "There is text after the value"),
          Map.entry("[]", NO_OBJECT),
          Map.entry("[{}]", NO_OBJECT),
          Map.entry("1", NO_OBJECT),
          Map.entry("\"x\"", NO_OBJECT),
          Map.entry("null", NO_OBJECT),
          Map.entry("true", NO_OBJECT));

  private static final String WRONG_TYPE =
      "400 \\{\"__type\":\"SerializationException\",\"message\":\"([A-Z_]+ can not be converted to"
          + " \\w+|Start of \\w+ found where not expected)\"}";

  private static WireApi api;
  private static String before;

  @BeforeAll
  static void start() {
    api = new WireApi(TestServer.strict());
    before = api.described();
  }

  @AfterEach
  void nothingWasChanged() {
    assertThat(api.described()).isEqualTo(before);
    assertThat(Json.text(api.pools())).containsOnlyOnce("\"Id\"");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String serialization(String message) {
    return error("SerializationException", message);
  }

  /// Sends the body to each operation that is built; each must answer that.
  private static void everyOperationAnswers(byte[] body, String answer) {
    for (var draft : api.toEach(body)) {
      assertThat(api.answer(draft)).as(draft.first("X-Amz-Target")).isEqualTo(answer);
    }
  }

  @Test
  void ap_01_what_is_no_json_object_is_a_serialization_exception_of_every_operation() {
    assertThat(api.built()).hasSizeGreaterThan(35);
    MALFORMED.forEach(
        (body, message) -> everyOperationAnswers(body.getBytes(UTF_8), serialization(message)));
  }

  @Test
  void ap_01_a_member_of_another_type_is_a_serialization_exception_of_every_operation() {
    for (var operation : api.built()) {
      for (var body : wronglyTyped(operation.input().orElseThrow())) {
        var draft = api.at(RequestDraft.of(WireApi.target(operation), Json.text(body)));
        draft.sign(api.signing().service(operation.service().signingName()));
        assertThat(api.answer(draft)).as("%s %s", operation.name(), body).matches(WRONG_TYPE);
      }
    }
  }

  /// For each member of the request a body in which only that is of another type.
  private static List<JsonObject> wronglyTyped(Shape.Structure shape) {
    var good = (JsonObject) ShapeSamples.full(shape);
    return shape.members().values().stream()
        .filter(member -> !(member.shape() instanceof Shape.Anything))
        .map(member -> {
          var members = new LinkedHashMap<>(good.members());
          var isBoolean = members.get(member.wireName()) instanceof JsonBoolean;
          members.put(member.wireName(), isBoolean ? JsonValue.of(1) : JsonValue.of(true));
          return new JsonObject(members);
        })
        .toList();
  }

  @Test
  void ap_02_sixty_thousand_levels_are_refused() {
    var deep = "{\"UserPoolId\":" + "[".repeat(60_000) + "]".repeat(60_000) + "}";
    everyOperationAnswers(deep.getBytes(UTF_8), serialization(NO_JSON));
    var objects = "{\"a\":".repeat(60_000) + "1" + "}".repeat(60_000);
    everyOperationAnswers(objects.getBytes(UTF_8), serialization(NO_JSON));
    everyOperationAnswers("[".repeat(60_000).getBytes(UTF_8), serialization(NO_JSON));
  }

  @Test
  void ap_03_a_declared_body_of_12_megabytes_is_refused_before_it_is_sent() {
    for (var draft : api.toEach("{}".getBytes(UTF_8))) {
      var answer = RawConnection.last(api.server, api.head(draft, "Content-Length: 12582912"));
      assertThat(answer).as(draft.first("X-Amz-Target")).startsWith("HTTP/1.1 413 ");
      assertThat(WireApi.statusAndBody(answer)).isEqualTo("413 ");
    }
    var waiting = api.head(api.describe(), "Expect: 100-continue", "Content-Length: 12582912");
    assertThat(RawConnection.last(api.server, waiting))
        .as("it is not asked for")
        .startsWith("HTTP/1.1 413 ");
  }

  /// The body never ends: who waits for its end, waits for ever.
  @Test
  void ap_03_a_chunked_body_is_refused_when_it_is_longer_than_4_megabytes() {
    var chunk = ("10000\r\n" + "a".repeat(0x10000) + "\r\n").getBytes(UTF_8);
    try (var connection = new RawConnection(api.server)) {
      connection.send(
          api.head(api.describe(), "Transfer-Encoding: chunked"),
          "f\r\n{\"UserPoolId\":\"\r\n".getBytes(UTF_8));
      for (int sent = 0; sent < AwsDispatcher.BODY_MAX; sent += 0x10000) {
        connection.send(chunk);
      }
      assertThat(connection.rest()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void ap_03_ap_04_of_what_fits_no_string_and_no_object_may_be_that_large() {
    var text = "{\"UserPoolId\":\"" + "a".repeat(3_000_000) + "\"}";
    for (var operation : List.of("DescribeUserPool", "CreateUserPool")) {
      assertThat(api.answer(api.draft(operation, text).sign(api.signing())))
          .isEqualTo(serialization(NO_JSON));
      assertThat(api.answer(api.draft(operation, members(300_000)).sign(api.signing())))
          .isEqualTo(serialization("An object has too many members"));
    }
  }

  @Test
  void ap_04_a_million_members_are_refused_before_they_are_sent() {
    var million = api.describe().body(members(1_000_000)).sign(api.signing());
    var length = "Content-Length: " + million.body.length;
    assertThat(RawConnection.last(api.server, api.head(million, length)))
        .startsWith("HTTP/1.1 413 ");
  }

  private static String members(int count) {
    var text = new StringBuilder("{\"a0\":1");
    for (int i = 1; i < count; i++) {
      text.append(",\"a").append(i).append("\":1");
    }
    return text.append('}').toString();
  }

  @Test
  void ap_04_numbers_and_texts_that_no_request_can_have_are_refused() {
    refuses("{\"N\":" + "9".repeat(100_000) + "}", NO_JSON);
    refuses("{\"N\":1e400}", "A number is too large");
    refuses("{\"N\":1e999999999}", "A number is too large");
    refuses("{\"N\":-1e400}", "A number is too large");
    refuses("{\"N\":1e99999999999}", "A number is too large"); // Found by fuzzing: it was a fault.
    refuses("{\"N\":1e-99999999999}", "A number is too large");
    refuses("\uFEFF{}", NO_JSON);
    var half = "A string has half of a surrogate pair";
    refuses("{\"UserPoolId\":\"\\ud800\"}", half);
    refuses("{\"UserPoolId\":\"\\udc00a\"}", half);
    refuses("{\"UserPoolId\":\"\\ud83d\\ud83d\"}", half);
    refuses("{\"\\ud800\":1}", NO_JSON);
    everyOperationAnswers("{}".getBytes(UTF_16), serialization(NO_UTF_8));
    everyOperationAnswers(
        new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
        serialization(NO_UTF_8));
  }

  private static void refuses(String body, String message) {
    everyOperationAnswers(body.getBytes(UTF_8), serialization(message));
  }

  @Test
  void ap_04_a_whole_surrogate_pair_and_a_large_number_are_fine() {
    var request = "{\"UserPoolId\":\"" + api.pool + "\",\"a\":\"\\ud83d\\ude00\",\"b\":1e300}";
    assertThat(api.answer(api.describe().body(request).sign(api.signing())))
        .isEqualTo("200 " + before);
  }

  @Test
  void ap_05_duplicate_members_are_refused_by_every_operation() {
    refuses("{\"UserPoolId\":\"" + api.pool + "\",\"UserPoolId\":\"us-east-1_b\"}", NO_JSON);
    refuses("{\"a\":{\"b\":1,\"b\":1}}", NO_JSON);
  }
}
