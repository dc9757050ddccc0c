package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.testing.RawConnection;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The OAuth edge of a real server, over real connections.
class OAuthWireTest {
  private static final String GRANT = "grant_type=client_credentials";

  private static TestServer server;
  private static String pool;
  private static String client;
  private static String secret;

  @BeforeAll
  static void makeAClient() {
    server = TestServer.strict();
    pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"myblog\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    server.cognito(
        "CreateUserPoolDomain", "{\"UserPoolId\":\"" + pool + "\",\"Domain\":\"lobster1234\"}");
    server.cognito(
        "CreateResourceServer",
        "{\"UserPoolId\":\"%s\",\"Identifier\":\"transactions\",\"Name\":\"t\",\"Scopes\":[{\"ScopeName\":\"get\",\"ScopeDescription\":\"d\"},{\"ScopeName\":\"post\",\"ScopeDescription\":\"d\"}]}"
            .formatted(pool));
    var made =
        server
            .cognito(
                "CreateUserPoolClient",
                "{\"UserPoolId\":\"%s\",\"ClientName\":\"c\",\"GenerateSecret\":true,\"AllowedOAuthFlowsUserPoolClient\":true,\"AllowedOAuthFlows\":[\"client_credentials\"],\"AllowedOAuthScopes\":[\"transactions/post\",\"transactions/get\"]}"
                    .formatted(pool))
            .object("UserPoolClient")
            .orElseThrow();
    client = made.string("ClientId").orElseThrow();
    secret = made.string("ClientSecret").orElseThrow();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void tk_22_tk_10_a_token_with_the_header_fields_of_the_service() {
    var answer =
        server.postForm("/oauth2/token", GRANT, "Authorization", TestServer.basic(client, secret));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"access_token\":\"[\\w-]+\\.[\\w-]+\\.[\\w-]+\",\"expires_in\":3600,"
                + "\"token_type\":\"Bearer\"}");
    assertThat(answer.headers().get("server")).isEqualTo(List.of("Server"));
    assertThat(answer.headers().get("content-type"))
        .isEqualTo(List.of("application/json;charset=UTF-8"));
    assertThat(answer.header("x-amz-cognito-request-id").orElseThrow())
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(answer.header("strict-transport-security"))
        .contains("max-age=31536000 ; includeSubDomains");
    assertThat(answer.header("cache-control"))
        .contains("no-cache, no-store, max-age=0, must-revalidate");
  }

  @Test
  void the_three_addresses_answer_over_the_wire_and_an_unknown_one_is_404() throws IOException {
    assertThat(token("localhost:" + server.port(), "/oauth2/token")).contains("access_token");
    assertThat(token("localhost:" + server.port(), "/domains/lobster1234/oauth2/token"))
        .contains("access_token");
    assertThat(token("lobster1234.auth.us-east-1.localhost:" + server.port(), "/oauth2/token"))
        .contains("access_token");
    assertThat(token("nobody.auth.us-east-1.localhost:" + server.port(), "/oauth2/token"))
        .startsWith("HTTP/1.1 404");
    assertThat(token("localhost:" + server.port(), "/domains/nobody/oauth2/token"))
        .startsWith("HTTP/1.1 404");
  }

  @Test
  void te_19_a_body_of_three_megabytes_is_413() throws IOException {
    var head =
        "POST /oauth2/token HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(server.port(), TokenCall.FORM, 3_000_000);

    assertThat(raw(head)).startsWith("HTTP/1.1 413");
  }

  @Test
  void te_07_a_secret_in_the_query_authenticates_nobody() {
    var query = "?client_id=" + client + "&client_secret=" + secret + "&" + GRANT;

    assertThat(server.postForm("/oauth2/token" + query, GRANT).body())
        .isEqualTo("{\"error\":\"invalid_request\"}");
    assertThat(server.postForm("/oauth2/token" + query, GRANT + "&client_id=" + client).body())
        .isEqualTo("{\"error\":\"invalid_client\"}");
    assertThat(server.get("/oauth2/token" + query).status()).isEqualTo(405);
  }

  @Test
  void tk_02_te_09_what_is_no_form_post_is_405_with_length_0() {
    for (var method : List.of("GET", "HEAD", "PUT", "DELETE")) {
      var answer =
          server.send(
              HttpRequest.newBuilder(URI.create(server.address() + "/oauth2/token"))
                  .method(method, BodyPublishers.noBody()));
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.header("content-length")).contains("0");
    }
  }

  @Test
  void jw_26_discovery_is_at_its_issuer_and_leads_to_keys_and_a_token() {
    var discovery = server.get("/" + pool + "/.well-known/openid-configuration").json();

    var base = server.address();
    assertThat(discovery.string("issuer")).contains(base + "/" + pool);
    assertThat(discovery.string("token_endpoint"))
        .contains(base + "/domains/lobster1234/oauth2/token");
    var path = discovery.string("jwks_uri").orElseThrow().substring(base.length());
    assertThat(Json.text(server.get(path).json())).contains("\"kty\":\"RSA\"");
  }

  @Test
  void a_key_set_can_be_asked_for_without_its_body() {
    var answer =
        server.send(
            HttpRequest.newBuilder(
                    URI.create(server.address() + "/" + pool + "/.well-known/jwks.json"))
                .method("HEAD", BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("etag")).isPresent();
  }

  @Test
  void jw_15_te_32_a_machine_token_opens_nothing_of_a_user() {
    var token =
        server
            .postForm("/oauth2/token", GRANT, "Authorization", TestServer.basic(client, secret))
            .json()
            .string("access_token")
            .orElseThrow();
    var userInfo =
        server.send(
            HttpRequest.newBuilder(URI.create(server.address() + "/oauth2/userInfo"))
                .header("Authorization", "Bearer " + token));
    var getUser =
        server.call(
            "AWSCognitoIdentityProviderService.GetUser",
            "cognito-idp",
            "{\"AccessToken\":\"" + token + "\"}");

    assertThat(userInfo.status()).isEqualTo(404);
    assertThat(getUser.status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void jw_18_a_hundred_thousand_dots_are_refused() throws IOException {
    var head =
        "POST /oauth2/token HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: %s\r\nAuthorization: Bearer %s\r\nContent-Length: 0\r\n\r\n"
            .formatted(server.port(), TokenCall.FORM, ".".repeat(100_000));

    assertThat(raw(head)).startsWith("HTTP/1.1 4");
    assertThat(
            server
                .postForm(
                    "/oauth2/token",
                    GRANT + "&client_id=" + client + "&client_secret=" + ".".repeat(100_000))
                .body())
        .isEqualTo("{\"error\":\"invalid_client\"}");
  }

  @Test
  void te_33_a_client_cannot_choose_its_id() {
    var answer =
        server.call(
            "AWSCognitoIdentityProviderService.CreateUserPoolClient",
            "cognito-idp",
            "{\"UserPoolId\":\"%s\",\"ClientName\":\"c\",\"ClientId\":\"a33408e2-2071-70ef-04ae-70f524b3b6c6\"}"
                .formatted(pool));

    assertThat(answer.body()).doesNotContain("a33408e2");
  }

  @Test
  void te_25_a_deleted_secret_is_refused_by_the_next_request() {
    var added =
        server
            .cognito(
                "AddUserPoolClientSecret",
                "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"}".formatted(pool, client))
            .object("ClientSecretDescriptor")
            .orElseThrow();
    var second = added.string("ClientSecretValue").orElseThrow();
    var id = added.string("ClientSecretId").orElseThrow();
    var authorization = TestServer.basic(client, second);
    assertThat(server.postForm("/oauth2/token", GRANT, "Authorization", authorization).status())
        .isEqualTo(200);

    server.cognito(
        "DeleteUserPoolClientSecret",
        "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\",\"ClientSecretId\":\"%s\"}"
            .formatted(pool, client, id));

    assertThat(server.postForm("/oauth2/token", GRANT, "Authorization", authorization).body())
        .isEqualTo("{\"error\":\"invalid_client\"}");
  }

  private static String token(String host, String path) throws IOException {
    var body = GRANT;
    return raw(
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nAuthorization: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(
                path, host, TokenCall.FORM, TestServer.basic(client, secret), body.length(), body));
  }

  private static String raw(String request) {
    return RawConnection.last(server, request.getBytes(StandardCharsets.US_ASCII));
  }
}
