package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A strict server as a stranger meets it, byte by byte.
class StrictWireTest {
  private static final Pattern KID = Pattern.compile("\"kid\":\"([^\"]+)\"");

  @TempDir static Path temp;
  private static TestServer server;
  private static String pool;

  @BeforeAll
  static void start() {
    server = start("first");
    pool = pool(server);
    server.cognito(
        "CreateUserPoolDomain", "{\"UserPoolId\":\"%s\",\"Domain\":\"shop\"}".formatted(pool));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestServer start(String folder, String... settings) {
    return TestServer.start(temp.resolve(folder), ManualClock.atStart(), List.of(settings));
  }

  private static String pool(TestServer server) {
    return server
        .cognito("CreateUserPool", "{\"PoolName\":\"a\"}")
        .object("UserPool")
        .flatMap(made -> made.string("Id"))
        .orElseThrow();
  }

  /// One request in a spelling that no client library would let through.
  private static String raw(int port, String method, String path, String more) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(Patience.MILLIS);
      var head = "%s %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n%s\r\n";
      socket.getOutputStream().write(head.formatted(method, path, port, more).getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//oauth2/token",
        "/oauth2/token/",
        "/oauth2//token",
        "/oauth2/./token",
        "/oauth2/x/../token",
        "/oauth2/token;x=y",
        "/oauth2;x=y/token",
        "/oauth2%2ftoken",
        "/oauth2%2Ftoken",
        "/%6fauth2/token",
        "/OAuth2/Token",
        "/oauth2\\token",
        "/domains//shop/oauth2/token",
        "/domains/SHOP/oauth2/token",
        "/domains/shop/../shop/oauth2/token"
      })
  void ht_16_a_path_in_another_spelling_leads_nowhere(String path) throws IOException {
    assertThat(raw(server.port(), "POST", path, "Content-Length: 0\r\n"))
        .matches("(?s)HTTP/1\\.1 40[04] .*\r\n\r\n");
  }

  @Test
  void ht_16_the_one_spelling_leads_to_the_token_endpoint() throws IOException {
    for (var path : List.of("/oauth2/token", "/domains/shop/oauth2/token")) {
      var form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n";
      assertThat(raw(server.port(), "POST", path, form))
          .startsWith("HTTP/1.1 400 ")
          .endsWith("{\"error\":\"invalid_request\"}");
    }
  }

  /// Folders, consoles and diagnostics of this product's parts, its libraries and other products.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/index.html",
        "/gatehouse.db",
        "/admin-key.json",
        "/.git/config",
        "/META-INF/MANIFEST.MF",
        "/debug",
        "/debug/pprof/",
        "/actuator",
        "/actuator/heapdump",
        "/metrics/",
        "/jolokia",
        "/jmx",
        "/threads",
        "/heapdump",
        "/status",
        "/health",
        "/inbox",
        "/console/inbox",
        "/_localstack/health",
        "/moto-api/data.json",
        "/test",
        "/swagger-ui/",
        "/trace",
        "/oauth2",
        "/domains/",
        "/.well-known/"
      })
  void ht_20_ks_17_there_is_nothing_to_find(String path) throws IOException {
    for (var port : List.of(server.port(), server.managementPort())) {
      var answer = raw(port, "GET", path, "");
      assertThat(answer).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n");
      assertThat(answer)
          .doesNotContainIgnoringCase("\r\nServer:")
          .doesNotContainIgnoringCase("\r\nX-Powered-By:")
          .doesNotContainIgnoringCase("jetty")
          .doesNotContainIgnoringCase("gatehouse/");
    }
  }

  @Test
  void ks_17_a_fresh_strict_server_has_no_pool_and_no_user_of_its_own() {
    try (var fresh = start("fresh")) {
      assertThat(Json.text(fresh.cognito("ListUserPools", "{\"MaxResults\":60}")))
          .isEqualTo("{\"UserPools\":[]}");
      assertThat(Json.text(fresh.extension("ListAccessKeys", "{}")))
          .containsOnlyOnce("\"AccessKeyId\"");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000, 1_000_000})
  void jw_18_a_token_of_dots_is_refused_without_being_read(int dots) throws IOException {
    var path = "/oauth2/userInfo";
    String answer;
    try {
      answer =
          raw(server.port(), "GET", path, "Authorization: Bearer " + ".".repeat(dots) + "\r\n");
    } catch (IOException cut) {
      answer = "HTTP/1.1 431 "; // Cut before the answer could be read.
    }
    assertThat(answer).startsWith(dots > 16_384 ? "HTTP/1.1 431 " : "HTTP/1.1 404 ");
  }

  @Test
  void jw_22_two_installations_have_no_key_in_common() {
    try (var other = start("second")) {
      var kids = new HashSet<String>();
      for (var keySet : List.of(keySet(server, pool), keySet(other, pool(other)))) {
        KID.matcher(keySet).results().forEach(kid -> kids.add(kid.group(1)));
      }
      assertThat(kids).hasSize(4);
      assertThat(other.accessKeyId()).isNotEqualTo(server.accessKeyId());
      assertThat(other.secretAccessKey()).isNotEqualTo(server.secretAccessKey());
    }
  }

  private static String keySet(TestServer server, String pool) {
    return server.get("/" + pool + "/.well-known/jwks.json").body();
  }

  /// Beside the documents the service lets any origin call its API and the token endpoint (GEN-04,
  /// TK-09), where nothing is done without a secret in the request; nowhere are cookies let
  /// through.
  @Test
  void jw_25_any_origin_may_read_the_documents_and_nothing_with_credentials() throws IOException {
    var origin = "Origin: https://evil.example\r\nContent-Length: 0\r\n";
    var any = "Access-Control-Allow-Origin: *\r\n";
    var known = "/" + pool + "/.well-known/";
    for (var path : List.of(known + "jwks.json", known + "openid-configuration")) {
      assertThat(raw(server.port(), "GET", path, origin)).contains(any);
    }
    for (var path : List.of("/health/live", "/nothing", "/console/")) {
      assertThat(raw(server.port(), "GET", path, origin)).doesNotContain(any);
    }
    for (var path : List.of("/", "/oauth2/token", known + "jwks.json", "/health/live")) {
      for (var method : List.of("GET", "POST", "OPTIONS")) {
        assertThat(raw(server.port(), method, path, origin))
            .doesNotContain("Access-Control-Allow-Credentials");
      }
    }
  }

  @Test
  void jw_26_behind_a_proxy_discovery_and_tokens_name_the_public_address() throws IOException {
    try (var proxied = start("proxied", "public-url=https://id.example.com")) {
      var id = pool(proxied);
      var path = "/" + id + "/.well-known/openid-configuration";
      for (var forwarded : List.of("", "X-Forwarded-Host: evil.example\r\n")) {
        var answer = raw(proxied.port(), "GET", path, forwarded);
        assertThat(answer)
            .as(forwarded)
            .contains("\"issuer\":\"https://id.example.com/" + id + "\"")
            .contains("\"jwks_uri\":\"https://id.example.com/" + id + "/.well-known/jwks.json\"");
      }
    }
  }
}
