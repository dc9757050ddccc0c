package dev.gatehouse.oauth;

import static dev.gatehouse.oauth.Installation.POOL;
import static dev.gatehouse.oauth.Installation.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.Response;
import dev.gatehouse.json.Json;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.token.Issuer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Key sets and discovery.
class PublicDocumentsTest {
  private static final String KEYS = "/us-east-1_a1B2c3D4e/.well-known/jwks.json";
  private static final String DISCOVERY = "/us-east-1_a1B2c3D4e/.well-known/openid-configuration";
  private static final byte[] NOTHING = {};

  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void open() {
    installation = new Installation(folder.resolve("first"));
  }

  @AfterEach
  void close() {
    installation.close();
  }

  @Test
  void wk_02_wk_03_discovery_is_compact_alphabetical_and_short() {
    deleteCustomDomain(installation);

    assertThat(text(installation, DISCOVERY))
        .isEqualTo(
            "{\"authorization_endpoint\":\"http://localhost:9229/domains/lobster1234/oauth2/authorize\","
                + "\"end_session_endpoint\":\"http://localhost:9229/domains/lobster1234/logout\","
                + "\"id_token_signing_alg_values_supported\":[\"RS256\"],"
                + "\"issuer\":\"http://localhost:9229/us-east-1_a1B2c3D4e\","
                + "\"jwks_uri\":\"http://localhost:9229/us-east-1_a1B2c3D4e/.well-known/jwks.json\","
                + "\"response_types_supported\":[\"code\",\"token\"],"
                + "\"revocation_endpoint\":\"http://localhost:9229/domains/lobster1234/oauth2/revoke\","
                + "\"scopes_supported\":[\"openid\",\"email\",\"phone\",\"profile\"],"
                + "\"subject_types_supported\":[\"public\"],"
                + "\"token_endpoint\":\"http://localhost:9229/domains/lobster1234/oauth2/token\","
                + "\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\",\"client_secret_post\"],"
                + "\"userinfo_endpoint\":\"http://localhost:9229/domains/lobster1234/oauth2/userInfo\"}");
  }

  @Test
  void wk_04_a_pool_without_a_domain_names_addresses_below_its_issuer() {
    deleteCustomDomain(installation);
    installation.write(
        tx -> tx.domains().delete(POOL, new DomainName("lobster1234", POOL.region())));

    var document = Json.parseObject(text(installation, DISCOVERY));

    assertThat(document.string("authorization_endpoint"))
        .contains("http://localhost:9229/us-east-1_a1B2c3D4e/authorize");
    assertThat(document.string("token_endpoint"))
        .contains("http://localhost:9229/us-east-1_a1B2c3D4e/token");
    assertThat(document.string("userinfo_endpoint"))
        .contains("http://localhost:9229/us-east-1_a1B2c3D4e/userInfo");
    assertThat(document.member("end_session_endpoint")).isEmpty();
    assertThat(document.member("revocation_endpoint")).isEmpty();
  }

  @Test
  void do_11_of_two_domains_discovery_names_the_custom_one_in_a_form_that_works() {
    assertThat(Json.parseObject(text(installation, DISCOVERY)).string("token_endpoint"))
        .contains("http://localhost:9229/domains/auth.example.com/oauth2/token");

    var setup = new Installation.Setup();
    setup.domainSuffix = "login.example.com";
    try (var resolved = new Installation(folder.resolve("second"), setup)) {
      assertThat(Json.parseObject(text(resolved, DISCOVERY)).string("token_endpoint"))
          .contains("http://auth.example.com:9229/oauth2/token");
    }
  }

  @Test
  void the_token_endpoint_that_discovery_names_issues_a_token_with_the_issuer_it_names_jw_26() {
    var document = Json.parseObject(text(installation, DISCOVERY));
    var path =
        document.string("token_endpoint").orElseThrow().substring("http://localhost:9229".length());

    var token =
        TokenCall.of(installation)
            .basic(Installation.CLIENT, SECRET)
            .at("localhost:9229", path)
            .token();

    assertThat(document.string("issuer"))
        .contains(token.claim("iss"))
        .contains("http://localhost:9229" + DISCOVERY.replaceFirst("/\\.well-known.*", ""));
  }

  @Test
  void wk_08_the_issuer_may_be_that_of_aws_while_the_keys_stay_reachable() {
    var setup = new Installation.Setup();
    setup.issuer = Issuer.aws();
    try (var aws = new Installation(folder.resolve("second"), setup)) {
      var document = Json.parseObject(text(aws, DISCOVERY));

      assertThat(document.string("issuer"))
          .contains("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a1B2c3D4e")
          .contains(TokenCall.of(aws).basic(Installation.CLIENT, SECRET).token().claim("iss"));
      assertThat(document.string("jwks_uri")).contains("http://localhost:9229" + KEYS);
    }
  }

  @Test
  void dev_mode_shows_in_discovery() {
    assertThat(text(installation, DISCOVERY)).doesNotContain("gatehouse_dev_mode");

    var setup = new Installation.Setup();
    setup.dev = true;
    try (var dev = new Installation(folder.resolve("second"), setup)) {
      assertThat(text(dev, DISCOVERY)).contains("\"gatehouse_dev_mode\":true");
    }
  }

  @Test
  void discovery_follows_a_change_of_the_domain() {
    assertThat(text(installation, DISCOVERY)).contains("auth.example.com");
    deleteCustomDomain(installation);
    assertThat(text(installation, DISCOVERY)).doesNotContain("auth.example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {KEYS, DISCOVERY})
  void jw_25_a_document_may_be_kept_for_a_while_and_read_by_any_origin(String path) {
    var response = get(path);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().fields())
        .containsExactly(
            new Field("Content-Type", "application/json"),
            new Field("ETag", response.headers().first("ETag").orElseThrow()),
            new Field("Cache-Control", "public, max-age=300"),
            new Field("Access-Control-Allow-Origin", "*"),
            new Field("X-Content-Type-Options", "nosniff"));
  }

  @ParameterizedTest
  @ValueSource(strings = {KEYS, DISCOVERY})
  void jw_25_a_known_document_is_304_without_a_body(String path) {
    var etag = get(path).headers().first("ETag").orElseThrow();

    for (var condition : java.util.List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
      var response = get(path, new Field("If-None-Match", condition));
      assertThat(response.status()).isEqualTo(304);
      assertThat(response.body()).isEmpty();
      assertThat(response.headers().first("ETag")).contains(etag);
    }
    for (var condition : java.util.List.of("\"x\"", "\"x" + etag.substring(1), "")) {
      assertThat(get(path, new Field("If-None-Match", condition)).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {KEYS, DISCOVERY})
  void only_reading_is_possible(String path) {
    assertThat(installation.send("HEAD", path, NOTHING).status()).isEqualTo(200);
    for (var method : java.util.List.of("POST", "PUT", "DELETE", "TRACE")) {
      var response = installation.send(method, path, NOTHING);
      assertThat(response.status()).isEqualTo(405);
      assertThat(response.headers().first("Allow")).contains("GET, HEAD");
    }
    var preflight = installation.send("OPTIONS", path, NOTHING);
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.headers().first("Access-Control-Allow-Origin")).contains("*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1_unknown00", "nonsense", "us-east-1_<script>"})
  void an_unknown_pool_is_404_and_nothing_of_it_comes_back(String pool) {
    for (var name : java.util.List.of("jwks.json", "openid-configuration")) {
      var response = installation.send("GET", "/" + pool + "/.well-known/" + name, NOTHING);
      assertThat(response.status()).isEqualTo(404);
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void wk_01_the_documents_are_not_on_a_login_domain() {
    assertThat(
            installation
                .send("lobster1234.auth.us-east-1.localhost", "GET", KEYS, NOTHING)
                .status())
        .isEqualTo(404);
  }

  @Test
  void jw_24_the_key_set_follows_a_rotation_and_the_new_key_signs_after_the_lead() {
    var old = TokenCall.of(installation).basic(Installation.CLIENT, SECRET).token().header();
    var before = text(installation, KEYS);

    installation.keys.rotate(POOL);

    assertThat(kids(text(installation, KEYS))).hasSize(4).containsAll(kids(before));
    assertThat(TokenCall.of(installation).basic(Installation.CLIENT, SECRET).token().header())
        .isEqualTo(old);
    installation.clock.advance(Duration.ofMinutes(15));
    installation.feed.poll();
    assertThat(TokenCall.of(installation).basic(Installation.CLIENT, SECRET).token().header())
        .isNotEqualTo(old);
    installation.clock.advance(Duration.ofHours(24).plusMinutes(10));
    assertThat(kids(text(installation, KEYS))).hasSize(2).doesNotContainAnyElementsOf(kids(before));
  }

  @Test
  void d11_a_stale_node_goes_on_serving_key_sets() {
    var keys = text(installation, KEYS);
    installation.store.close();
    installation.clock.advance(Duration.ofHours(5));

    assertThat(text(installation, KEYS)).isEqualTo(keys);
  }

  private static java.util.List<String> kids(String keySet) {
    return java.util.regex.Pattern.compile("\"kid\":\"([^\"]+)\"")
        .matcher(keySet)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static void deleteCustomDomain(Installation installation) {
    installation.write(
        tx -> tx.domains().delete(POOL, new DomainName("auth.example.com", POOL.region())));
  }

  private Response get(String path, Field... headers) {
    return installation.send("GET", path, NOTHING, headers);
  }

  private static String text(Installation installation, String path) {
    var response = installation.send("GET", path, NOTHING);
    assertThat(response.status()).isEqualTo(200);
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
