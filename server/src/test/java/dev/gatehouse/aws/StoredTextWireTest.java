package dev.gatehouse.aws;

import static dev.gatehouse.aws.AwsFixture.UNRECOGNIZED;
import static dev.gatehouse.aws.AwsFixture.error;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.RawConnection;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// AP-08: texts that a database cannot store, or that mean something elsewhere, against a real
/// server on either engine.
class StoredTextWireTest {
  enum Engine {
    SQLITE,
    POSTGRES;

    WireApi start() {
      return new WireApi(
          this == SQLITE
              ? TestServer.strict()
              : TestServer.strict("database.url=" + TestDatabases.migratedUrl()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void ap_08_no_member_of_any_operation_takes_a_nul(Engine engine) {
    try (var api = engine.start()) {
      var before = api.described();
      int sent = 0;
      for (var operation : api.built()) {
        for (var body : withNul(operation.input().orElseThrow(), api.pool)) {
          var draft = api.at(RequestDraft.of(WireApi.target(operation), Json.text(body)));
          draft.sign(api.signing().service(operation.service().signingName()));
          assertThat(api.answer(draft))
              .as("%s %s", operation.name(), body)
              .startsWith("400 {\"__type\":\"InvalidParameterException\",\"message\":\"")
              .contains("validation error");
          sent++;
        }
      }
      assertThat(sent).isGreaterThan(150);
      assertThat(api.described()).isEqualTo(before);
      assertThat(Json.text(api.pools())).containsOnlyOnce("\"Id\"");
    }
  }

  /// Valid requests but for a NUL in one text, for each text that there is.
  private static List<JsonObject> withNul(Shape.Structure shape, String pool) {
    var bodies = new ArrayList<JsonObject>();
    var good = (JsonObject) ShapeSamples.full(shape);
    if (good.members().containsKey("UserPoolId")) {
      var members = new LinkedHashMap<>(good.members());
      members.put("UserPoolId", JsonValue.of(pool));
      good = new JsonObject(members);
    }
    spoil(shape, good, body -> body, bodies);
    return bodies;
  }

  private static void spoil(
      Shape shape, JsonValue value, UnaryOperator<JsonValue> around, List<JsonObject> bodies) {
    switch (shape) {
      case Shape.Text _ ->
          bodies.add((JsonObject) around.apply(JsonValue.of(((JsonString) value).value() + "\0")));
      case Shape.ListOf list ->
          spoil(
              list.member(),
              ((JsonArray) value).elements().getFirst(),
              element -> around.apply(new JsonArray(List.of(element))),
              bodies);
      case Shape.MapOf map ->
          ((JsonObject) value)
              .members()
              .forEach((key, member) -> {
                spoil(map.value(), member, v -> around.apply(object(key, v)), bodies);
                bodies.add((JsonObject) around.apply(object(key + "\0", member)));
              });
      case Shape.Structure structure -> {
        var members = ((JsonObject) value).members();
        for (var member : structure.members().values()) {
          var name = member.wireName();
          spoil(
              member.shape(),
              Objects.requireNonNull(members.get(name)),
              v -> {
                var changed = new LinkedHashMap<>(members);
                changed.put(name, v);
                return around.apply(new JsonObject(changed));
              },
              bodies);
        }
      }
      default -> {}
    }
  }

  private static JsonObject object(String key, JsonValue value) {
    return JsonValue.object().put(key, value).build();
  }

  @ParameterizedTest
  @EnumSource
  void ap_08_a_nul_that_no_pattern_forbids_is_named(Engine engine) {
    try (var api = engine.start()) {
      refuses(
          api,
          "DescribeUserPoolDomain",
          "{\"Domain\":\"a\\u0000\"}",
          "Value 'a\\u0000' at 'domain'",
          "Member must not contain the character U+0000");
      refuses(
          api,
          "CreateUserPool",
          "{\"PoolName\":\"q\",\"UserPoolTags\":{\"k\":\"v\\u0000\"}}",
          "Value '{k=v\\u0000}' at 'userPoolTags'",
          "Map value must satisfy constraint: [Member must not contain the character U+0000]");
      refuses(
          api,
          "CreateUserPool",
          "{\"PoolName\":\"q\",\"UserPoolTags\":{\"k\\u0000\":\"v\"}}",
          "Value '{k\\u0000=v}' at 'userPoolTags'",
          "Map keys must satisfy constraint: [Member must not contain the character U+0000]");
      refuses(
          api,
          "UntagResource",
          "{\"ResourceArn\":\"arn:aws:cognito-idp:us-east-1:000000000000:userpool/"
              + api.pool
              + "\",\"TagKeys\":[\"k\\u0000\"]}",
          "Value '[k\\u0000]' at 'tagKeys'",
          "Member must satisfy constraint: [Member must not contain the character U+0000]");
      var client = client(api);
      refuses(
          api,
          "DeleteUserPoolClientSecret",
          "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\",\"ClientSecretId\":\"x\\u0000\"}"
              .formatted(api.pool, client),
          "Value 'x\\u0000' at 'clientSecretId'",
          "Member must not contain the character U+0000");
    }
  }

  private static void refuses(
      WireApi api, String operation, String body, String value, String constraint) {
    assertThat(api.answer(api.draft(operation, body).sign(api.signing())))
        .isEqualTo(
            error(
                "InvalidParameterException",
                "1 validation error detected: "
                    + value
                    + " failed to satisfy constraint: "
                    + constraint));
  }

  private static String client(WireApi api) {
    return api.server
        .cognito(
            "CreateUserPoolClient",
            "{\"UserPoolId\":\"" + api.pool + "\",\"ClientName\":\"c\",\"GenerateSecret\":true}")
        .object("UserPoolClient")
        .flatMap(made -> made.string("ClientId"))
        .orElseThrow();
  }

  /// What is no pattern's business comes back as it was sent.
  @ParameterizedTest
  @EnumSource
  void ap_08_other_odd_characters_are_stored_where_any_text_may_stand(Engine engine) {
    try (var api = engine.start()) {
      var odd = "\u202e\uD83D\uDE00<script>'\"; DROP TABLE user_pool--\n\u0001";
      var body =
          JsonValue.object()
              .put("PoolName", "q")
              .put("UserPoolTags", JsonValue.object().put("k", odd).build())
              .build();
      var made = api.server.cognito("CreateUserPool", Json.text(body));
      var id = made.object("UserPool").flatMap(pool -> pool.string("Id")).orElseThrow();
      var read = api.server.cognito("DescribeUserPool", "{\"UserPoolId\":\"" + id + "\"}");
      assertThat(
              read.object("UserPool")
                  .flatMap(pool -> pool.object("UserPoolTags"))
                  .flatMap(tags -> tags.string("k")))
          .contains(odd);
      for (var name : List.of("\u202e", "\uD83D\uDE00", "<script>", "a'b")) {
        var bad = JsonValue.object().put("PoolName", name).build();
        assertThat(api.answer(api.draft("CreateUserPool", Json.text(bad)).sign(api.signing())))
            .startsWith("400 {\"__type\":\"InvalidParameterException\"")
            .contains("at 'poolName' failed to satisfy constraint");
      }
    }
  }

  /// Ids that come by another way than the body of an operation.
  @ParameterizedTest
  @EnumSource
  void ap_08_te_18_a_nul_in_an_id_of_the_address_or_the_signature_is_never_a_fault(Engine engine) {
    try (var api = engine.start()) {
      var presigned = api.describe().presign(api.signing().as("AKIA%00"), "900");
      assertThat(api.answer(presigned)).isEqualTo(UNRECOGNIZED);
      for (var path :
          List.of(
              "/us-east-1_%00/.well-known/jwks.json",
              "/%00/.well-known/openid-configuration",
              "/domains/%00/oauth2/token",
              "/domains/a.b%00.c/oauth2/token")) {
        var request =
            "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n"
                .formatted(path, api.server.port());
        assertThat(RawConnection.last(api.server, request.getBytes(US_ASCII)))
            .as(path)
            .startsWith("HTTP/1.1 40");
      }
      for (var form : List.of("client_id=%00", "client_id=a%00&client_secret=b", "scope=%00")) {
        var answer = api.server.postForm("/oauth2/token", "grant_type=client_credentials&" + form);
        assertThat(answer.status() + " " + answer.body())
            .isEqualTo("400 {\"error\":\"invalid_request\"}");
      }
      var basic = TestServer.basic("a\0", "b");
      assertThat(
              api.server
                  .postForm(
                      "/oauth2/token", "grant_type=client_credentials", "Authorization", basic)
                  .body())
          .isEqualTo("{\"error\":\"invalid_client\"}");
    }
  }
}
