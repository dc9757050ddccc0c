package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The setting `throttle.requests-per-second` at both edges that issue machine tokens.
class RequestRateWireTest {
  private static TestServer server;
  private static String pool;

  @BeforeAll
  static void start() {
    server = TestServer.strict("throttle.requests-per-second=2");
    pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    server.cognito("CreateUserPoolDomain", "{\"UserPoolId\":\"" + pool + "\",\"Domain\":\"rate\"}");
    server.cognito(
        "CreateResourceServer",
        "{\"UserPoolId\":\"%s\",\"Identifier\":\"r\",\"Name\":\"r\",\"Scopes\":[{\"ScopeName\":\"get\",\"ScopeDescription\":\"d\"}]}"
            .formatted(pool));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonObject client(String settings) {
    return server
        .cognito(
            "CreateUserPoolClient",
            "{\"UserPoolId\":\"%s\",\"ClientName\":\"c\",\"GenerateSecret\":true,\"AllowedOAuthScopes\":[\"r/get\"],%s}"
                .formatted(pool, settings))
        .object("UserPoolClient")
        .orElseThrow();
  }

  private static JsonObject machine() {
    return client(
        "\"AllowedOAuthFlowsUserPoolClient\":true,\"AllowedOAuthFlows\":[\"client_credentials\"]");
  }

  private static TestServer.Answer token(JsonObject client, String secret) {
    return server.postForm(
        "/oauth2/token",
        "grant_type=client_credentials",
        "Authorization",
        TestServer.basic(client.string("ClientId").orElseThrow(), secret));
  }

  private static TestServer.Answer token(JsonObject client) {
    return token(client, client.string("ClientSecret").orElseThrow());
  }

  @Test
  void a_client_over_its_rate_is_answered_429_and_says_when_to_come_back() {
    var client = machine();
    assertThat(token(client).status()).isEqualTo(200);
    assertThat(token(client).status()).isEqualTo(200);

    var refused = token(client);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).isEmpty();
    assertThat(refused.header("Retry-After")).contains("1");
    assertThat(token(machine()).status()).as("another client").isEqualTo(200);
    server.advance(Duration.ofSeconds(1));
    assertThat(token(client).status()).isEqualTo(200);
  }

  @Test
  void who_does_not_know_the_secret_uses_up_nothing() {
    var client = machine();
    for (int i = 0; i < 5; i++) {
      assertThat(token(client, "wrong").body()).isEqualTo("{\"error\":\"invalid_client\"}");
    }

    assertThat(token(client).status()).isEqualTo(200);
  }

  @Test
  void get_client_token_has_the_same_limit() {
    var client = client("\"ExplicitAuthFlows\":[\"ALLOW_CLIENT_TOKEN_AUTH\"]");
    var body =
        "{\"ClientId\":\"%s\",\"Secret\":\"%s\"}"
            .formatted(
                client.string("ClientId").orElseThrow(),
                client.string("ClientSecret").orElseThrow());
    server.cognito("GetClientToken", body);
    server.cognito("GetClientToken", body);

    var refused =
        server.call("AWSCognitoIdentityProviderService.GetClientToken", "cognito-idp", body);

    assertThat(refused.status() + " " + refused.body())
        .isEqualTo("400 {\"__type\":\"TooManyRequestsException\",\"message\":\"Rate exceeded.\"}");
  }
}
