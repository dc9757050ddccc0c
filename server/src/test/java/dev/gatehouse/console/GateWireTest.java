package dev.gatehouse.console;

import static dev.gatehouse.console.ConsoleAnswers.error;
import static dev.gatehouse.console.ConsoleAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests to the console from elsewhere than its own pages (UI-05), and where it is at all.
class GateWireTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String HEADER_MISSING =
      error(403, "HeaderMissing", "The request lacks the header X-Gatehouse-Console: 1.");
  private static final String CROSS_SITE =
      error(403, "CrossSite", "The request comes from another site than the console.");
  private static final String WRONG_CONTENT_TYPE =
      error(415, "WrongContentType", "The body must be application/json.");

  private static TestServer server;
  private static Browser ada;

  @BeforeAll
  static void start() {
    server = TestServer.strict();
    ada = Browser.setUp(server, "Ada", PASSWORD);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpRequest.Builder signIn() {
    return ada.request("session").POST(BodyPublishers.ofString(Browser.password("Ada", PASSWORD)));
  }

  private static String answer(HttpRequest.Builder request) {
    return text(Browser.at(server).withCookie(ada.cookie().orElseThrow()).sendAsIs(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "text/plain",
        "multipart/form-data",
        "application/json"
      })
  void ui_05_what_a_form_or_a_page_of_another_site_can_send_is_refused(String type) {
    assertThat(answer(signIn().header("Content-Type", type).header("Origin", "https://evil.test")))
        .isEqualTo(HEADER_MISSING);
    assertThat(answer(ada.request("session").DELETE())).isEqualTo(HEADER_MISSING);
    assertThat(answer(ada.request("session").GET()))
        .as("a stolen or borrowed cookie without the header")
        .isEqualTo(HEADER_MISSING);
    assertThat(answer(ada.request("state").GET())).isEqualTo(HEADER_MISSING);
    assertThat(ada.get("session").status()).as("the session goes on").isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.test",
        "null",
        "",
        "http://localhost",
        "http://localhost:1",
        "https://localhost:PORT",
        "http://localhost:PORT.evil.test",
        "http://evil.localhost:PORT",
        "http://localhost:PORT/"
      })
  void ui_05_an_origin_that_is_not_the_pages_own_is_refused(String origin) {
    var sent = origin.replace("PORT", "" + server.managementPort());
    var request =
        signIn()
            .header("X-Gatehouse-Console", "1")
            .header("Content-Type", "application/json")
            .header("Origin", sent);
    assertThat(answer(request)).isEqualTo(CROSS_SITE);
  }

  @ParameterizedTest
  @CsvSource({"cross-site, 403", "same-site, 403", "none, 403", "same-origin, 200"})
  void ui_05_what_the_browser_says_of_the_site_counts(String site, int status) {
    var request =
        ada.request("session")
            .GET()
            .header("X-Gatehouse-Console", "1")
            .header("Sec-Fetch-Site", site);
    assertThat(answer(request)).startsWith(status + " ");
  }

  @Test
  void the_pages_own_origin_is_let_through() {
    var request =
        signIn()
            .header("X-Gatehouse-Console", "1")
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Origin", "http://LOCALHOST:" + server.managementPort());
    assertThat(Browser.at(server).sendAsIs(request).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "true", "1, 1", ""})
  void the_header_has_one_value(String value) {
    assertThat(answer(ada.request("state").GET().header("X-Gatehouse-Console", value)))
        .isEqualTo(HEADER_MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx"})
  void ui_05_a_body_that_is_not_json_is_refused(String type) {
    assertThat(answer(signIn().header("X-Gatehouse-Console", "1").header("Content-Type", type)))
        .isEqualTo(WRONG_CONTENT_TYPE);
    assertThat(answer(signIn().header("X-Gatehouse-Console", "1"))).isEqualTo(WRONG_CONTENT_TYPE);
  }

  @ParameterizedTest
  @CsvSource({
    "state, POST, GET",
    "state, DELETE, GET",
    "setup, GET, POST",
    "setup, PUT, POST",
    "session, PUT, 'POST, GET, DELETE'",
    "session, PATCH, 'POST, GET, DELETE'"
  })
  void an_address_takes_its_methods_alone(String path, String method, String allowed) {
    var request =
        ada.request(path)
            .method(method, BodyPublishers.noBody())
            .header("X-Gatehouse-Console", "1");
    var answer = ada.sendAsIs(request);
    assertThat(text(answer))
        .isEqualTo(error(405, "MethodNotAllowed", "This address does not take that method."));
    assertThat(answer.header("allow")).contains(allowed);
  }

  @Test
  void ui_05_a_preflight_is_never_granted() {
    var request =
        ada.request("session")
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", "https://evil.test")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "x-gatehouse-console");
    var answer = Browser.at(server).sendAsIs(request);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
  }

  @Test
  void every_answer_is_kept_nowhere_and_shown_in_no_frame() {
    for (var answer :
        List.of(
            ada.get("session"),
            ada.get("state"),
            ada.post("setup", "{}"),
            Browser.at(server).delete("session"),
            Browser.at(server).get("session"))) {
      assertThat(answer.header("cache-control")).contains("no-store");
      assertThat(answer.header("content-security-policy"))
          .contains("default-src 'none'; frame-ancestors 'none'");
      assertThat(answer.header("cross-origin-resource-policy")).contains("same-origin");
      assertThat(answer.header("referrer-policy")).contains("no-referrer");
      assertThat(answer.header("x-content-type-options")).contains("nosniff");
      assertThat(answer.header("x-frame-options")).contains("DENY");
      assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }
  }

  @Test
  void a_body_is_bounded() {
    var answer = ada.post("session", Browser.password("Ada", "x".repeat(9_000)));
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void the_public_listener_of_a_strict_server_has_no_console() {
    for (var path : List.of("state", "session", "setup")) {
      assertThat(at(server.port(), path).status()).isEqualTo(404);
    }
  }

  private static Answer at(int port, String path) {
    return server.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/console/" + path))
            .header("X-Gatehouse-Console", "1"));
  }

  /// A name of another's that leads to this machine (DNS rebinding).
  @Test
  void another_host_than_the_servers_own_is_nowhere() throws Exception {
    try (var socket = new java.net.Socket("127.0.0.1", server.managementPort())) {
      socket.setSoTimeout(dev.gatehouse.testing.Patience.MILLIS);
      var head =
          "GET /console/state HTTP/1.1\r\nHost: evil.test:%d\r\nX-Gatehouse-Console: 1\r\n"
              + "Connection: close\r\n\r\n";
      socket
          .getOutputStream()
          .write(
              head.formatted(server.managementPort())
                  .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      assertThat(
              new String(
                  socket.getInputStream().readAllBytes(),
                  java.nio.charset.StandardCharsets.ISO_8859_1))
          .startsWith("HTTP/1.1 404 ");
    }
  }
}
