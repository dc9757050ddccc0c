package dev.gatehouse.aws;

import static dev.gatehouse.aws.AwsFixture.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are none of the JSON protocol (AP-06, AP-07, AP-13, AP-14) against a real server,
/// over sockets. Each would delete the pool if it reached its operation; after each it is there.
class ProtocolWireTest {
  private static final String UNKNOWN = "400 {\"__type\":\"UnknownOperationException\"}";

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
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static RequestDraft delete() {
    return api.draft("DeleteUserPool", "{\"UserPoolId\":\"" + api.pool + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSCognitoIdentityProviderService.Nothing",
        "AWSCognitoIdentityProviderService.deleteUserPool",
        "AWSCognitoIdentityProviderService.DELETEUSERPOOL",
        "AWSCognitoIdentityProviderService.",
        "AWSCognitoIdentityProviderService",
        "AWSCognitoIdentityService.DeleteUserPool",
        "awscognitoidentityproviderservice.DeleteUserPool",
        "GatehouseService.DeleteUserPool",
        ".DeleteUserPool",
        ""
      })
  void ap_06_an_unknown_target_is_an_unknown_operation(String target) {
    assertThat(api.answer(delete().set("X-Amz-Target", target).sign(api.signing())))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void ap_06_no_target_or_two_are_an_unknown_operation() {
    assertThat(api.answer(delete().remove("X-Amz-Target").sign(api.signing()))).isEqualTo(UNKNOWN);
    var two = delete().add("X-Amz-Target", "AWSCognitoIdentityProviderService.ListUserPools");
    assertThat(api.answer(two.sign(api.signing()))).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/x-amz-json-1.0"
      })
  void ap_07_another_content_type_reaches_no_operation(String type) {
    var draft = delete().remove("Content-Type");
    if (!type.equals("none")) {
      draft.add("Content-Type", type);
    }
    assertThat(api.answer(draft.sign(api.signing())))
        .isEqualTo(
            error(
                "UnknownOperationException",
                "The Content-Type must be application/x-amz-json-1.1"));
  }

  @Test
  void ap_07_the_content_type_of_the_protocol_is_taken_in_any_spelling() {
    var draft = api.describe().set("Content-Type", "Application/X-Amz-Json-1.1; charset=utf-8");
    assertThat(api.answer(draft.sign(api.signing()))).isEqualTo("200 " + before);
  }

  @Test
  void ap_13_any_origin_is_answered_alike_and_without_credentials() {
    var preflight = new RequestDraft().body("");
    preflight.method = "OPTIONS";
    api.at(preflight).add("Origin", "https://evil.example");
    preflight.add("Access-Control-Request-Method", "POST");
    preflight.add("Access-Control-Request-Headers", "x-amz-target");
    var call = api.describe().add("Origin", "https://evil.example").sign(api.signing());
    for (var draft : List.of(preflight, call)) {
      var answer = api.send(draft, "Content-Length: " + draft.body.length, draft.body);
      assertThat(answer).startsWith("HTTP/1.1 200 ");
      assertThat(answer.lines().filter(line -> line.startsWith("Access-Control-Allow-Origin")))
          .containsExactly("Access-Control-Allow-Origin: *");
      assertThat(answer.toLowerCase(Locale.ROOT))
          .doesNotContain("evil.example", "access-control-allow-credentials");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "TRACE", "post"})
  void ap_14_another_method_is_not_allowed(String method) {
    var draft = delete().add("X-HTTP-Method-Override", "POST");
    draft.method = method;
    var answer = api.answer(draft.sign(api.signing()));
    if (method.equals("post") || method.equals("TRACE")) {
      assertThat(answer).startsWith("4");
    } else {
      assertThat(answer)
          .isEqualTo(
              "405 {\"__type\":\"UnknownOperationException\",\"message\":\"Send operations with"
                  + " POST\"}");
    }
  }

  @Test
  void ap_14_a_method_to_be_used_instead_is_not_looked_at() {
    var draft = api.describe().add("X-HTTP-Method-Override", "DELETE").sign(api.signing());
    assertThat(api.answer(draft)).isEqualTo("200 " + before);
  }
}
