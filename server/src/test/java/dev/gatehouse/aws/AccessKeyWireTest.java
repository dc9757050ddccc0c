package dev.gatehouse.aws;

import static dev.gatehouse.aws.AwsFixture.MISMATCH;
import static dev.gatehouse.aws.AwsFixture.UNRECOGNIZED;
import static dev.gatehouse.aws.AwsFixture.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.aws.RequestDraft.Signing;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Access keys made over the API of a real server, and what they open (SV-21, SV-22, SV-24).
class AccessKeyWireTest {
  private WireApi api;
  private String good;

  @BeforeEach
  void start() {
    api = new WireApi(TestServer.strict());
    good = "200 " + api.described();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Signing signing(JsonObject key) {
    return new Signing(
        key.string("AccessKeyId").orElseThrow(),
        key.string("SecretAccessKey").orElseThrow(),
        api.server.clock().instant(),
        TestServer.REGION,
        "cognito-idp");
  }

  private String withToken(JsonObject key, String token) {
    return api.answer(api.describe().add("X-Amz-Security-Token", token).sign(signing(key)));
  }

  @Test
  void sv_21_a_temporary_key_needs_its_own_session_token_and_ends() {
    var key =
        api.server
            .extension("CreateTemporaryCredentials", "{\"DurationSeconds\":900}")
            .object("Credentials")
            .orElseThrow();
    var token = key.string("SessionToken").orElseThrow();
    assertThat(withToken(key, token)).isEqualTo(good);
    assertThat(api.answer(api.describe().sign(signing(key)))).isEqualTo(UNRECOGNIZED);
    assertThat(withToken(key, token + "x")).isEqualTo(UNRECOGNIZED);
    assertThat(withToken(key, token.substring(1))).isEqualTo(UNRECOGNIZED);
    var added = api.describe().sign(signing(key)).add("X-Amz-Security-Token", token);
    assertThat(api.answer(added)).as("not signed").isEqualTo(MISMATCH);

    api.server.advance(Duration.ofMinutes(15));
    assertThat(withToken(key, token))
        .isEqualTo(
            error(
                "ExpiredTokenException", "The security token included in the request is expired"));
  }

  @Test
  void sv_22_a_limited_key_reads_its_pool_and_nothing_else() {
    var policy =
        "{\"Statements\":[{\"Actions\":[\"cognito-idp:Describe*\"],\"Pools\":[\"%s\"]}]}"
            .formatted(api.pool);
    var key =
        api.server
            .extension("CreateAccessKey", "{\"Description\":\"reader\",\"Policy\":" + policy + "}")
            .object("AccessKey")
            .orElseThrow();
    assertThat(api.answer(api.describe().sign(signing(key)))).isEqualTo(good);
    var other = new WireApi(api.server).pool;
    assertThat(api.answer(api.draft("DescribeUserPool", pool(other)).sign(signing(key))))
        .isEqualTo(denied("DescribeUserPool", other));
    assertThat(api.answer(api.draft("DeleteUserPool", pool(api.pool)).sign(signing(key))))
        .isEqualTo(denied("DeleteUserPool", api.pool));
    assertThat(
            api.answer(
                api.at(RequestDraft.of("GatehouseService.CreateAccessKey", "{}"))
                    .sign(signing(key).service("gatehouse"))))
        .contains("AccessDeniedException");
    assertThat("200 " + api.described()).isEqualTo(good);
  }

  private static String pool(String id) {
    return "{\"UserPoolId\":\"" + id + "\"}";
  }

  private static String denied(String action, String pool) {
    return "400 {\"__type\":\"AccessDeniedException\",\"Message\":\"User:"
        + " arn:aws:iam::000000000000:user/reader is not authorized to perform: cognito-idp:"
        + action
        + " on resource: arn:aws:cognito-idp:us-east-1:000000000000:userpool/"
        + pool
        + " because no policy of its access key allows it\"}";
  }

  @Test
  void sv_24_the_only_key_of_a_new_server_is_random() {
    var keys = api.server.extension("ListAccessKeys", "{}");
    assertThat(Json.text(keys))
        .containsOnlyOnce("\"AccessKeyId\"")
        .contains(api.server.accessKeyId());
    for (var usual : new String[] {"test", "local", "AKIAIOSFODNN7EXAMPLE", "fakeMyKeyId"}) {
      assertThat(api.answer(api.describe().sign(api.signing().as(usual).with(usual))))
          .isEqualTo(UNRECOGNIZED);
    }
    try (var second = TestServer.strict()) {
      assertThat(second.accessKeyId()).isNotEqualTo(api.server.accessKeyId());
      assertThat(second.secretAccessKey()).isNotEqualTo(api.server.secretAccessKey());
    }
  }
}
