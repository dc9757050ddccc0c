package dev.gatehouse.oauth;

import static dev.gatehouse.oauth.Installation.CLIENT;
import static dev.gatehouse.oauth.Installation.POOL;
import static dev.gatehouse.oauth.Installation.SECRET;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.Form;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.pool.ClientId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest {
  private static final String INVALID_REQUEST = "400 {\"error\":\"invalid_request\"}";
  private static final String INVALID_CLIENT = "400 {\"error\":\"invalid_client\"}";
  private static final String INVALID_SCOPE = "400 {\"error\":\"invalid_scope\"}";
  private static final String INVALID_GRANT = "400 {\"error\":\"invalid_grant\"}";
  private static final String UNSUPPORTED = "400 {\"error\":\"unsupported_grant_type\"}";

  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void open() {
    installation = new Installation(folder);
  }

  @AfterEach
  void close() {
    installation.close();
  }

  private TokenCall call() {
    return TokenCall.of(installation);
  }

  private TokenCall valid() {
    return call().basic(CLIENT, SECRET);
  }

  // Transport: TK-01, TK-02, TK-09, TK-10.

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "TRACE", "PATCH", "OPTIONS", "post"})
  void tk_01_te_09_any_method_but_post_is_405_with_an_empty_body(String method) {
    var response = valid().method(method).response();

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().first("Allow")).contains("POST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        "\"application/x-www-form-urlencoded\"",
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded;charset=iso-8859-1",
        "application/x-www-form-urlencodedx"
      })
  void tk_02_te_08_another_media_type_is_405_with_an_empty_body(String type) {
    assertThat(valid().contentType(type).answer()).isEqualTo("405 ");
  }

  @Test
  void te_08_two_media_types_are_405() {
    assertThat(valid().header("content-type", TokenCall.FORM).answer()).isEqualTo("405 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded;charset=UTF-8",
        "Application/X-WWW-Form-URLEncoded ; charset=\"utf-8\"",
        "application/x-www-form-urlencoded;"
      })
  void the_same_media_type_in_other_words_is_accepted(String type) {
    assertThat(valid().contentType(type).answer()).startsWith("200 ");
  }

  @Test
  void tk_03_a_json_document_as_a_form_is_an_invalid_request() {
    assertThat(
            TokenCall.empty(installation)
                .raw("{\"grant_type\":\"client_credentials\"}")
                .basic(CLIENT, SECRET)
                .answer())
        .isEqualTo(INVALID_REQUEST);
  }

  @Test
  void tk_09_te_28_a_preflight_allows_any_origin_and_never_credentials() {
    var response =
        call()
            .method("OPTIONS")
            .header("Origin", "https://evil.example")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization")
            .response();

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().all("Access-Control-Allow-Origin")).containsExactly("*");
    assertThat(response.headers().first("Access-Control-Allow-Methods")).contains("POST");
    assertThat(response.headers().first("Access-Control-Allow-Headers"))
        .contains("*, Authorization");
    assertThat(response.headers().first("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void tk_10_te_21_the_header_fields_are_cognitos_on_success_and_error() {
    for (var response : java.util.List.of(valid().response(), call().response())) {
      assertThat(response.headers().first("x-amz-cognito-request-id").orElseThrow())
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
      assertThat(response.headers().fields())
          .filteredOn(field -> !field.name().equals("x-amz-cognito-request-id"))
          .containsExactly(
              new Field("Content-Type", "application/json;charset=UTF-8"),
              new Field("X-Content-Type-Options", "nosniff"),
              new Field("X-XSS-Protection", "1; mode=block"),
              new Field("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"),
              new Field("Pragma", "no-cache"),
              new Field("Expires", "0"),
              new Field("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains"),
              new Field("X-Frame-Options", "DENY"),
              new Field("Server", "Server"),
              new Field("Access-Control-Allow-Origin", "*"));
    }
  }

  // Client authentication: TK-04 to TK-08.

  @Test
  void tk_04_a_client_authenticates_by_header_or_in_the_body() {
    assertThat(valid().answer()).startsWith("200 ");
    assertThat(call().inBody(CLIENT, SECRET).answer()).startsWith("200 ");
    assertThat(valid().with("client_id", CLIENT).answer()).startsWith("200 ");
  }

  @Test
  void tk_05_te_20_the_parts_of_the_header_are_compared_raw() {
    var encoded = "%31" + SECRET.substring(1);

    assertThat(call().basic(CLIENT, encoded).answer()).isEqualTo(INVALID_CLIENT);
    assertThat(call().basic("%31" + CLIENT.substring(1), SECRET).answer())
        .isEqualTo(INVALID_CLIENT);
    assertThat(call().with("client_id", CLIENT).raw("client_secret=" + encoded).answer())
        .startsWith("200 ");
  }

  @Test
  void tk_06_te_05_two_different_clients_are_refused() {
    assertThat(valid().with("client_id", "twosecrets").answer()).isEqualTo(INVALID_REQUEST);
  }

  @Test
  void te_04_a_secret_in_two_places_is_an_invalid_request() {
    assertThat(valid().inBody(CLIENT, SECRET).answer()).isEqualTo(INVALID_REQUEST);
    assertThat(valid().with("client_secret", SECRET).answer()).isEqualTo(INVALID_REQUEST);
  }

  @Test
  void tk_07_a_confidential_client_without_its_secret_is_invalid() {
    assertThat(call().with("client_id", CLIENT).answer()).isEqualTo(INVALID_CLIENT);
    assertThat(call().inBody(CLIENT, "").answer()).isEqualTo(INVALID_CLIENT);
    assertThat(call().basic(CLIENT, "").answer()).isEqualTo(INVALID_CLIENT);
  }

  @Test
  void tk_08_te_25_either_of_two_secrets_authenticates_until_it_is_deleted() {
    assertThat(call().basic("twosecrets", SECRET).answer()).startsWith("200 ");
    assertThat(call().basic("twosecrets", "another" + SECRET).answer()).startsWith("200 ");

    installation.write(tx -> {
      var row = tx.appClients().find(POOL, new ClientId("twosecrets")).orElseThrow();
      tx.clientSecrets().delete(POOL, row.id(), "twosecrets--0");
    });
    installation.updateClient("twosecrets", Installation.machineDocument(), Optional.empty());

    assertThat(call().basic("twosecrets", SECRET).answer()).isEqualTo(INVALID_CLIENT);
    assertThat(call().basic("twosecrets", "another" + SECRET).answer()).startsWith("200 ");
  }

  @Test
  void te_01_tk_42_a_wrong_secret_is_an_invalid_client() {
    assertThat(call().basic(CLIENT, "x" + SECRET).answer()).isEqualTo(INVALID_CLIENT);
    assertThat(call().inBody(CLIENT, SECRET.substring(1)).answer()).isEqualTo(INVALID_CLIENT);
    assertThat(call().basic("public", SECRET).answer()).isEqualTo(INVALID_CLIENT);
  }

  @Test
  void te_02_an_unknown_client_is_answered_like_a_wrong_secret_byte_for_byte() {
    var known = call().basic(CLIENT, "wrong").response();
    for (var id : java.util.List.of("unknown", "not shaped!", "x".repeat(20_000))) {
      var unknown = call().basic(id, "wrong").response();

      assertThat(unknown.status()).isEqualTo(known.status());
      assertThat(unknown.body()).isEqualTo(known.body());
      assertThat(unknown.headers().fields())
          .filteredOn(field -> !field.name().equals("x-amz-cognito-request-id"))
          .isEqualTo(
              known.headers().fields().stream()
                  .filter(field -> !field.name().equals("x-amz-cognito-request-id"))
                  .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic ",
        "Basic !!!",
        "Basic bm9jb2xvbg==",
        "Basic OnNlY3JldA==",
        "Basic w7w6w7w=",
        "Bearer abc",
        "Basic YTpi,Basic YTpi"
      })
  void te_20_a_malformed_header_is_an_invalid_client(String header) {
    assertThat(call().header("Authorization", header).inBody(CLIENT, SECRET).answer())
        .isEqualTo(INVALID_CLIENT);
  }

  @Test
  void tk_43_a_request_that_names_no_client_is_invalid() {
    assertThat(call().answer()).isEqualTo(INVALID_REQUEST);
    assertThat(call().with("client_id", "").answer()).isEqualTo(INVALID_REQUEST);
  }

  // Parameters: TK-43, TK-44, TE-06, TE-07, TE-10, TE-11, TE-18, TE-19.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant_type=client_credentials",
        "client_id=14aq5ll5b1it6f62uefem6aqhn",
        "client_secret=x",
        "scope=transactions/get",
        "aws_client_metadata=%7B%7D",
        "refresh_token=x",
        "code=x"
      })
  void te_06_a_parameter_sent_twice_is_an_invalid_request(String parameter) {
    assertThat(TokenCall.empty(installation).raw(parameter + "&" + parameter).answer())
        .isEqualTo(INVALID_REQUEST);
    var name = parameter.substring(0, parameter.indexOf('='));
    assertThat(valid().raw(parameter).raw(name + "=other").answer()).isEqualTo(INVALID_REQUEST);
  }

  @Test
  void te_10_tk_43_without_a_grant_type_the_request_is_invalid() {
    assertThat(TokenCall.empty(installation).basic(CLIENT, SECRET).answer())
        .isEqualTo(INVALID_REQUEST);
    assertThat(TokenCall.empty(installation).raw("grant_type=").basic(CLIENT, SECRET).answer())
        .isEqualTo(INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "authorization_code",
        "refresh_token",
        "client_credentials ",
        " client_credentials",
        "Client_Credentials",
        "urn:ietf:params:oauth:grant-type:device_code",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "<script>"
      })
  void tk_44_te_10_te_11_another_grant_type_is_unsupported(String grant) {
    assertThat(TokenCall.empty(installation).with("grant_type", grant).basic(CLIENT, "x").answer())
        .isEqualTo(UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%2", "%C0%AF", "%FF", "%00", "\u00fc"})
  void te_18_a_damaged_value_in_any_field_is_a_client_error(String value) {
    for (var name :
        java.util.List.of("grant_type", "client_id", "client_secret", "scope", "x", "resource")) {
      assertThat(TokenCall.empty(installation).raw(name + "=" + value).answer()).startsWith("400 ");
      assertThat(valid().raw(name + "=" + value).answer()).startsWith("400 ");
    }
  }

  @Test
  void te_19_a_hundred_thousand_parameters_are_an_invalid_request() {
    assertThat(valid().raw("a&".repeat(100_000)).answer()).isEqualTo(INVALID_REQUEST);
  }

  @Test
  void tk_26_tk_29_other_parameters_are_ignored() {
    assertThat(
            valid()
                .with("username", "u")
                .with("password", "p")
                .with("resource", "https://api.example.com")
                .with("resource", "https://other.example.com")
                .token()
                .claims()
                .member("aud"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"a\":\"b\"}"})
  void tk_30_client_metadata_is_checked_and_ignored(String metadata) {
    assertThat(valid().with("aws_client_metadata", metadata).answer()).startsWith("200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{\"a\":1}", "{\"a\":{}}", "{\"a\":\"b\"", "{} {}"})
  void te_29_damaged_client_metadata_is_an_invalid_request(String metadata) {
    assertThat(valid().with("aws_client_metadata", metadata).answer()).isEqualTo(INVALID_REQUEST);
  }

  @Test
  void te_29_client_metadata_is_bounded() {
    var metadata = "{\"a\":\"" + "x".repeat(32_760) + "\"}";

    assertThat(valid().with("aws_client_metadata", metadata.replace("xx", "x")).answer())
        .startsWith("200 ");
    assertThat(valid().with("aws_client_metadata", metadata + "    ").answer())
        .isEqualTo(INVALID_REQUEST);
  }

  // Scopes and flows: TK-21 to TK-28.

  @Test
  void tk_21_a_scope_may_be_encoded() {
    assertThat(valid().raw("scope=transactions%2Fpost").token().claim("scope"))
        .isEqualTo("transactions/post");
    assertThat(valid().raw("scope=transactions/post").token().claim("scope"))
        .isEqualTo("transactions/post");
  }

  @Test
  void tk_22_tk_23_the_answer_has_three_members_in_this_order() {
    installation.updateClient(
        CLIENT,
        Installation.machineDocument().replaceFirst("\\{", "{\"AccessTokenValidity\":2,"),
        Optional.empty());

    assertThat(valid().answer())
        .matches(
            "200 \\{\"access_token\":\"[\\w-]+\\.[\\w-]+\\.[\\w-]+\",\"expires_in\":7200,"
                + "\"token_type\":\"Bearer\"}");
  }

  @Test
  void tk_24_te_16_without_a_scope_all_custom_scopes_are_granted_sorted() {
    assertThat(valid().token().claim("scope")).isEqualTo("transactions/get transactions/post");
    assertThat(valid().raw("scope=").token().claim("scope"))
        .isEqualTo("transactions/get transactions/post");
    assertThat(call().basic("standard", SECRET).token().claim("scope"))
        .isEqualTo("transactions/post");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "transactions/unknown",
        "other/post",
        "transactions/post unknown",
        "transactions/POST",
        "transactions/get  transactions/post",
        " transactions/post",
        "transactions/post\n",
        "transactions/get\ttransactions/post",
        "transactions/get\r\ntransactions/post",
        "\"transactions/post\"",
        "transactions/post\\",
        "transactions/post\0",
        "\0"
      })
  void tk_25_te_13_te_14_a_scope_that_the_client_does_not_have_is_invalid(String scope) {
    assertThat(valid().with("scope", scope).answer()).isEqualTo(INVALID_SCOPE);
  }

  @Test
  void te_14_ten_thousand_scopes_are_invalid_in_a_bounded_time() {
    assertThat(valid().with("scope", "transactions/post ".repeat(10_000).strip()).answer())
        .isEqualTo(INVALID_SCOPE);
    assertThat(valid().with("scope", "x".repeat(100_000)).answer()).isEqualTo(INVALID_SCOPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openid", "email", "aws.cognito.signin.user.admin"})
  void te_15_a_scope_of_users_is_invalid(String scope) {
    assertThat(call().basic("standard", SECRET).with("scope", scope).answer())
        .isEqualTo(INVALID_SCOPE);
  }

  @Test
  void tk_25_a_client_without_a_usable_scope_gets_invalid_scope() {
    assertThat(call().basic("onlyremoved", SECRET).answer()).isEqualTo(INVALID_SCOPE);
  }

  @Test
  void tk_28_te_17_a_removed_scope_is_accepted_and_left_out() {
    assertThat(
            valid().with("scope", "transactions/removed transactions/get").token().claim("scope"))
        .isEqualTo("transactions/get");
    assertThat(valid().with("scope", "transactions/removed").answer()).isEqualTo(INVALID_SCOPE);
  }

  @Test
  void te_17_a_deleted_resource_server_is_in_no_new_token() {
    assertThat(valid().answer()).startsWith("200 ");

    installation.write(tx -> tx.resourceServers().delete(POOL, "transactions"));

    assertThat(valid().answer()).isEqualTo(INVALID_SCOPE);
  }

  @Test
  void tk_26_seed_003_a_public_client_without_scopes_gets_invalid_scope() {
    assertThat(
            call()
                .with("client_id", "publicwithout")
                .with("username", "u")
                .with("password", "p")
                .answer())
        .isEqualTo(INVALID_SCOPE);
  }

  @Test
  void te_12_a_public_client_with_scopes_gets_invalid_grant() {
    assertThat(call().with("client_id", "public").answer()).isEqualTo(INVALID_GRANT);
    installation.updateClient("public", Installation.machineDocument(), Optional.empty());
    assertThat(call().with("client_id", "public").answer()).isEqualTo(INVALID_GRANT);
  }

  @Test
  void tk_27_te_12_a_client_without_the_flow_gets_invalid_grant_after_the_scope_check() {
    assertThat(call().basic("code", SECRET).answer()).isEqualTo(INVALID_GRANT);
    assertThat(call().basic("notenabled", SECRET).answer()).isEqualTo(INVALID_GRANT);
    assertThat(call().basic("code", SECRET).with("scope", "x").answer()).isEqualTo(INVALID_SCOPE);
  }

  @Test
  void the_first_failed_check_of_section_5_4_wins() {
    // Each request fails at one step and all later ones.
    var wrong = TokenCall.empty(installation).raw("scope=x").basic("unknown", "x");
    assertThat(wrong.answer()).isEqualTo(INVALID_REQUEST);
    assertThat(wrong.raw("grant_type=x").answer()).isEqualTo(UNSUPPORTED);
    assertThat(call().raw("scope=x").basic("code", "x").answer()).isEqualTo(INVALID_CLIENT);
    assertThat(call().raw("scope=x&aws_client_metadata=x").basic("code", SECRET).answer())
        .isEqualTo(INVALID_SCOPE);
    assertThat(call().raw("aws_client_metadata=x").basic("code", SECRET).answer())
        .isEqualTo(INVALID_GRANT);
    assertThat(wrong.method("GET").answer()).isEqualTo("405 ");
    assertThat(wrong.at("localhost:9229", "/domains/none/oauth2/token").answer()).isEqualTo("404 ");
  }

  @Test
  void te_22_nothing_of_the_request_comes_back() {
    var attack = "<script>alert(1)</script>\u00fc";
    assertThat(valid().with("scope", attack).answer()).isEqualTo(INVALID_SCOPE);
    assertThat(TokenCall.empty(installation).with("grant_type", attack).answer())
        .isEqualTo(UNSUPPORTED);
  }

  // Throttle and staleness: TE-24, TK-48, RL-62.

  @Test
  void te_24_tk_48_many_wrong_secrets_are_throttled_for_their_source_only() {
    for (int i = 0; i < 10; i++) {
      assertThat(call().basic(CLIENT, "wrong").answer()).isEqualTo(INVALID_CLIENT);
    }
    var refused = valid().response();

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).isEmpty();
    assertThat(refused.headers().first("Retry-After")).contains("60");
    assertThat(valid().from("192.0.2.2").answer()).startsWith("200 ");
    assertThat(call().basic("twosecrets", SECRET).answer()).startsWith("200 ");
    installation.clock.advance(Duration.ofSeconds(60));
    installation.feed.poll();
    assertThat(valid().answer()).startsWith("200 ");
  }

  @Test
  void te_24_an_unknown_client_is_throttled_alike() {
    for (int i = 0; i < 10; i++) {
      assertThat(call().basic("unknown", "wrong").answer()).isEqualTo(INVALID_CLIENT);
    }

    assertThat(call().basic("unknown", "wrong").answer()).isEqualTo("429 ");
  }

  @Test
  void te_24_a_right_secret_is_never_throttled() {
    for (int i = 0; i < 50; i++) {
      assertThat(valid().answer()).startsWith("200 ");
    }
  }

  @Test
  void te_24_an_ipv6_network_is_one_source() {
    for (int i = 0; i < 10; i++) {
      var answer = call().basic(CLIENT, "wrong").from("2001:db8:0:1::" + i).answer();
      assertThat(answer).isEqualTo(INVALID_CLIENT);
    }

    assertThat(valid().from("2001:db8:0:1::ffff").answer()).isEqualTo("429 ");
    assertThat(valid().from("2001:db8:0:2::1").answer()).startsWith("200 ");
  }

  @Test
  void rl_62_a_stale_node_issues_from_memory_for_a_while_and_then_answers_503() {
    assertThat(valid().answer()).startsWith("200 ");
    installation.store.close();
    installation.clock.advance(Duration.ofMinutes(10));
    assertThat(valid().answer()).startsWith("200 ");

    installation.clock.advance(Duration.ofMillis(1));
    var refused = valid().response();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().first("Retry-After")).contains("1");
  }

  @Test
  void in_07_a_form_does_not_print_the_secret_in_it() {
    var form = Form.parse(("client_secret=" + SECRET).getBytes(US_ASCII)).orElseThrow();

    assertThat(form).hasToString("Form[parameters=[Parameter[client_secret]]]");
  }
}
