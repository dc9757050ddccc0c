package dev.gatehouse.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.MachineSite.Client;
import dev.gatehouse.testing.RawConnection;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Security checks TE-01 to TE-33 against a real server whose pool was made over its API.
class TokenWireTest {
  private static final String INVALID_REQUEST = "400 {\"error\":\"invalid_request\"}";
  private static final String INVALID_CLIENT = "400 {\"error\":\"invalid_client\"}";
  private static final String INVALID_SCOPE = "400 {\"error\":\"invalid_scope\"}";
  private static final String INVALID_GRANT = "400 {\"error\":\"invalid_grant\"}";
  private static final String UNSUPPORTED = "400 {\"error\":\"unsupported_grant_type\"}";
  private static final String GRANT = "grant_type=client_credentials";

  private static TestServer server;
  private static MachineSite site;
  private static Client client;

  @BeforeAll
  static void start() {
    server = TestServer.strict("throttle.wrong-secrets.count=0");
    site = MachineSite.make(server, "lobster1234");
    client = site.machine("get", "post");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Client wrong(Client client) {
    return new Client(client.id(), "0".repeat(client.secret().length()));
  }

  private static String inBody(Client client) {
    return GRANT + "&client_id=" + client.id() + "&client_secret=" + client.secret();
  }

  private static String token(String form) {
    return site.post("/oauth2/token", form);
  }

  @Test
  void te_01_te_02_te_03_a_wrong_secret_and_an_unknown_client_are_the_same_answer() {
    assertThat(site.answer(client, "")).startsWith("200 ");
    var refused = site.ask(wrong(client), "");
    assertThat(MachineSite.text(refused)).isEqualTo(INVALID_CLIENT);
    assertThat(refused.header("WWW-Authenticate")).as("only with a 401").isEmpty();
    var unknown = site.ask(new Client("14aq5ll5b1it6f62uefem6unkn", client.secret()), "");
    assertThat(unknown.status() + fixed(unknown) + unknown.body())
        .isEqualTo(refused.status() + fixed(refused) + refused.body());
    assertThat(token(inBody(client))).startsWith("200 ");
    assertThat(token(inBody(wrong(client)))).isEqualTo(INVALID_CLIENT);
  }

  /// The header fields that do not differ from answer to answer.
  private static String fixed(TestServer.Answer answer) {
    var fields = new TreeMap<>(answer.headers());
    fields.remove("x-amz-cognito-request-id");
    fields.remove("date");
    return fields.toString();
  }

  @Test
  void te_04_te_05_one_client_shows_one_secret_in_one_place() {
    var other = site.machine("get");
    assertThat(site.answer(client, "&client_id=" + client.id())).startsWith("200 ");
    assertThat(site.answer(client, "&client_secret=" + client.secret())).isEqualTo(INVALID_REQUEST);
    assertThat(site.answer(client, "&client_id=" + other.id())).isEqualTo(INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"grant_type", "client_id", "client_secret", "scope", "aws_client_metadata"})
  void te_06_a_parameter_sent_twice_is_an_invalid_request(String name) {
    assertThat(token(inBody(client) + "&x=1&x=2")).startsWith("200 ");
    assertThat(token(inBody(client) + "&" + name + "=a&" + name + "=a")).isEqualTo(INVALID_REQUEST);
    assertThat(token(inBody(client) + "&" + name + "=a&" + name + "=b")).isEqualTo(INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/x-www-form-urlencoded; charset=utf-16"
      })
  void te_08_another_media_type_gets_no_token(String type) {
    var request =
        HttpRequest.newBuilder(URI.create(server.address() + "/oauth2/token"))
            .header("Authorization", client.basic())
            .POST(BodyPublishers.ofString(GRANT));
    var answer = server.send(type.equals("none") ? request : request.header("Content-Type", type));
    assertThat(MachineSite.text(answer)).isEqualTo("405 ");
  }

  @Test
  void te_09_trace_gets_no_token() {
    var request =
        "TRACE /oauth2/token HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
            .formatted(server.port(), client.basic());
    assertThat(RawConnection.last(server, request.getBytes(US_ASCII)))
        .startsWith("HTTP/1.1 405 ")
        .doesNotContain(client.basic(), "access_token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client_credentials%20",
        "+client_credentials",
        "Client_Credentials",
        "nothing",
        "password",
        "urn:ietf:params:oauth:grant-type:device_code",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "urn:ietf:params:oauth:grant-type:jwt-bearer"
      })
  void te_10_te_11_another_grant_type_is_unsupported(String grant) {
    var secret = "&client_id=" + client.id() + "&client_secret=" + client.secret();
    assertThat(token("grant_type=" + grant + secret)).isEqualTo(UNSUPPORTED);
    assertThat(token("grant_type=" + secret)).isEqualTo(INVALID_REQUEST);
    assertThat(token(secret)).isEqualTo(INVALID_REQUEST);
  }

  @Test
  void te_12_a_client_without_the_flow_and_a_public_client_get_no_token() {
    var code =
        site.client(
            "'code'",
            "'transactions/get'",
            ",'GenerateSecret':true,'CallbackURLs':['https://a.example.com']");
    assertThat(site.answer(code, "")).isEqualTo(INVALID_GRANT);
    var open =
        site.client("'code'", "'transactions/get'", ",'CallbackURLs':['https://a.example.com']");
    assertThat(token(GRANT + "&client_id=" + open.id())).isEqualTo(INVALID_GRANT);
    var users =
        site.client(
            "'code'",
            "'openid'",
            ",'GenerateSecret':true,'CallbackURLs':['https://a.example.com']");
    assertThat(site.answer(users, "")).as("no scope of machines").isEqualTo(INVALID_SCOPE);
  }

  @Test
  void te_13_a_scope_that_exists_but_is_not_the_client_s_is_invalid_also_beside_a_good_one() {
    var reader = site.machine("get");
    assertThat(site.token(client, "&scope=transactions/post").claim("scope"))
        .isEqualTo("transactions/post");
    for (var scope :
        List.of(
            "transactions/post",
            "transactions/get+transactions/post",
            "transactions/unknown",
            "transactions/get+transactions/unknown")) {
      assertThat(site.answer(reader, "&scope=" + scope)).as(scope).isEqualTo(INVALID_SCOPE);
    }
    assertThat(site.token(reader, "").claim("scope")).isEqualTo("transactions/get");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transactions/get\r\n",
        "transactions/get\rtransactions/post",
        "transactions/get\ttransactions/post",
        "transactions/get\0",
        "\"transactions/get\"",
        "transactions\\get",
        "transactions/get  transactions/post",
        "openid",
        "email",
        "aws.cognito.signin.user.admin",
        "<script>alert(1)</script>"
      })
  void te_14_te_15_te_22_a_scope_of_odd_characters_or_of_users_is_invalid(String scope) {
    var answer = site.ask(client, "&scope=" + URLEncoder.encode(scope, UTF_8));
    assertThat(MachineSite.text(answer)).isEqualTo(INVALID_SCOPE);
    assertThat(answer.headers().toString()).doesNotContain("script", "openid");
  }

  @Test
  void te_14_te_19_what_is_far_too_long_is_refused() {
    var many = "&scope=" + "transactions/get+".repeat(10_000);
    assertThat(site.answer(client, many)).isEqualTo(INVALID_SCOPE);
    assertThat(site.answer(client, "&scope=" + "a".repeat(100_000))).isEqualTo(INVALID_SCOPE);
    var longId = GRANT + "&client_id=" + "a".repeat(20_480) + "&client_secret=x";
    assertThat(token(longId)).isEqualTo(INVALID_CLIENT);
    assertThat(token(GRANT + "&a".repeat(100_000))).isEqualTo(INVALID_REQUEST);
  }

  @Test
  void te_16_te_17_without_a_scope_all_are_granted_that_still_exist() {
    var other = MachineSite.make(server, "crab");
    var reader = other.machine("post", "get");
    assertThat(other.token(reader, "").claim("scope"))
        .isEqualTo("transactions/get transactions/post");
    other.call(
        "UpdateResourceServer",
        ",'Identifier':'transactions','Name':'t','Scopes':[{'ScopeName':'get','ScopeDescription':'d'}]");
    assertThat(other.token(reader, "").claim("scope")).isEqualTo("transactions/get");
    other.call("DeleteResourceServer", ",'Identifier':'transactions'");
    assertThat(other.answer(reader, "")).isEqualTo(INVALID_SCOPE);
    assertThat(other.answer(reader, "&scope=transactions/get")).isEqualTo(INVALID_SCOPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%2", "%C0%AF", "%00", "%FF"})
  void te_18_a_damaged_value_in_any_field_is_a_client_error(String value) {
    for (var name : List.of("grant_type", "client_id", "client_secret", "scope", "resource")) {
      assertThat(token(GRANT + "&" + name + "=" + value))
          .as(name)
          .matches("400 \\{\"error\":\"[a-z_]+\"}");
    }
    assertThat(token(inBody(client) + "&resource=" + value)).isEqualTo(INVALID_REQUEST);
    assertThat(token(inBody(client) + "&resource=%C3%BC")).startsWith("200 ");
  }

  @Test
  void te_19_te_29_a_body_without_an_end_is_refused_when_it_is_too_long() {
    var head =
        "POST /oauth2/token HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
            .formatted(server.port(), TokenCall.FORM);
    var chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
    try (var connection = new RawConnection(server)) {
      connection.send((head + "14\r\naws_client_metadata=\r\n").getBytes(US_ASCII));
      for (int sent = 0; sent < 1_048_576; sent += 0x10000) {
        connection.send(chunk.getBytes(US_ASCII));
      }
      assertThat(connection.rest()).startsWith("HTTP/1.1 413 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic !!!",
        "Basic bm9jb2xvbg==",
        "Basic OnNlY3JldA==",
        "Basic w7w6w7w=",
        "Basic",
        "Bearer abc"
      })
  void te_20_a_malformed_header_is_an_invalid_client(String header) {
    var answer = server.postForm("/oauth2/token", GRANT, "Authorization", header);
    assertThat(MachineSite.text(answer)).isEqualTo(INVALID_CLIENT);
  }

  @Test
  void te_20_an_encoded_id_in_the_header_is_another_id() {
    var encoded =
        new Client(
            "%%%02x".formatted((int) client.id().charAt(0)) + client.id().substring(1),
            client.secret());
    assertThat(site.answer(encoded, "")).isEqualTo(INVALID_CLIENT);
  }

  @Test
  void te_21_success_and_error_are_never_stored_and_never_guessed_at() {
    for (var who : List.of(client, wrong(client))) {
      var answer = site.ask(who, "");
      assertThat(answer.header("Cache-Control"))
          .contains("no-cache, no-store, max-age=0, must-revalidate");
      assertThat(answer.header("Content-Type")).contains("application/json;charset=UTF-8");
      assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }
  }

  @Test
  void te_26_a_deleted_client_domain_or_pool_is_refused_at_once() {
    var other = MachineSite.make(server, "shrimp");
    var first = other.machine("get");
    var second = other.machine("get");
    assertThat(other.answer(first, "")).startsWith("200 ");
    other.call("DeleteUserPoolClient", ",'ClientId':'" + first.id() + "'");
    assertThat(other.answer(first, "")).isEqualTo(INVALID_CLIENT);

    assertThat(other.post("/domains/shrimp/oauth2/token", inBody(second))).startsWith("200 ");
    other.call("DeleteUserPoolDomain", ",'Domain':'shrimp'");
    assertThat(other.answer(second, "")).isEqualTo(INVALID_CLIENT);
    assertThat(other.post("/domains/shrimp/oauth2/token", inBody(second))).isEqualTo("404 ");

    other.call("CreateUserPoolDomain", ",'Domain':'shrimp2'");
    assertThat(other.answer(second, "")).startsWith("200 ");
    other.call("DeleteUserPoolDomain", ",'Domain':'shrimp2'");
    other.call("DeleteUserPool", "");
    assertThat(other.answer(second, "")).isEqualTo(INVALID_CLIENT);
    assertThat(other.post("/domains/shrimp2/oauth2/token", inBody(second))).isEqualTo("404 ");
  }

  @Test
  void te_27_a_client_of_another_pool_is_unknown_at_a_domain() {
    var other = MachineSite.make(server, "prawn");
    assertThat(site.post("/domains/lobster1234/oauth2/token", inBody(client))).startsWith("200 ");
    assertThat(site.post("/domains/prawn/oauth2/token", inBody(client))).isEqualTo(INVALID_CLIENT);
    assertThat(site.post("/domains/lobster1234/oauth2/token", inBody(other.machine("get"))))
        .isEqualTo(INVALID_CLIENT);
  }

  @Test
  void te_28_any_origin_is_answered_alike_and_without_credentials() {
    var origin = "Origin: https://evil.example\r\nConnection: close\r\n";
    var preflight =
        "OPTIONS /oauth2/token HTTP/1.1\r\nHost: localhost:%d\r\nAccess-Control-Request-Method: POST\r\n%s\r\n"
            .formatted(server.port(), origin);
    var call =
        "POST /oauth2/token HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: %s\r\nAuthorization: %s\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(
                server.port(), TokenCall.FORM, client.basic(), GRANT.length(), origin, GRANT);
    for (var request : List.of(preflight, call)) {
      var answer = RawConnection.last(server, request.getBytes(US_ASCII));
      assertThat(answer).startsWith("HTTP/1.1 200 ");
      assertThat(answer.lines().filter(line -> line.startsWith("Access-Control-Allow-Origin")))
          .containsExactly("Access-Control-Allow-Origin: *");
      assertThat(answer.toLowerCase(Locale.ROOT))
          .doesNotContain("evil.example", "access-control-allow-credentials");
    }
  }

  @Test
  void te_29_client_metadata_is_bounded_and_must_be_json() {
    var good = "&aws_client_metadata=%7B%22a%22%3A%22b%22%7D";
    assertThat(site.answer(client, good)).startsWith("200 ");
    assertThat(site.answer(client, good + "%7B")).isEqualTo(INVALID_REQUEST);
    assertThat(site.answer(client, good.replace("b", "b".repeat(33_000))))
        .isEqualTo(INVALID_REQUEST);
  }

  @Test
  void te_31_ten_thousand_parallel_requests_get_distinct_tokens_of_their_own_client()
      throws Exception {
    var clients = List.of(client, site.machine("get"), site.machine("post"));
    var seen = ConcurrentHashMap.<String>newKeySet();
    try (var threads = Executors.newFixedThreadPool(32)) {
      var work = new ArrayList<Future<?>>();
      for (int i = 0; i < 10_000; i++) {
        var who = clients.get(i % clients.size());
        work.add(
            threads.submit(() -> {
              var token = site.token(who, "");
              assertThat(token.claim("sub")).isEqualTo(who.id());
              assertThat(token.claim("client_id")).isEqualTo(who.id());
              assertThat(seen.add(token.claim("jti"))).isTrue();
            }));
      }
      for (var done : work) {
        done.get();
      }
    }
    assertThat(seen).hasSize(10_000);
  }

  @Test
  void te_32_a_machine_token_says_nothing_of_a_user() {
    assertThat(site.token(client, "").payload().replace("\\/", "/"))
        .matches(
            "\\{\"sub\":\"ID\",\"token_use\":\"access\",\"scope\":\"[a-z/ ]+\",\"auth_time\":\\d+,\"iss\":\"ISS\",\"exp\":\\d+,\"iat\":\\d+,\"version\":2,\"jti\":\"[0-9a-f-]{36}\",\"client_id\":\"ID\"}"
                .replace("ID", client.id())
                .replace("ISS", server.address() + "/" + site.pool()));
  }

  @Test
  void te_33_the_server_chooses_the_id_of_a_client() {
    var made =
        site.client(
            "'client_credentials'",
            "'transactions/get'",
            ",'GenerateSecret':true,'ClientId':'a33408e2-2071-70ef-04ae-70f524b3b6c6'");
    assertThat(made.id()).matches("[0-9a-v]{20,26}");
    assertThat(site.answer(made, "")).startsWith("200 ");
  }
}
