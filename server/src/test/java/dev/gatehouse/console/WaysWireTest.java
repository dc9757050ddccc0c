package dev.gatehouse.console;

import static dev.gatehouse.console.ConsoleAnswers.administrator;
import static dev.gatehouse.console.ConsoleAnswers.error;
import static dev.gatehouse.console.ConsoleAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.RequestSigner;
import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.Trust;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Over TLS and plain HTTP, from this machine and from others, in strict and in dev mode (UI-18,
/// S-6).
class WaysWireTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String PLAIN_HTTP =
      error(
          403,
          "PlainHttp",
          "Nobody signs in here over plain HTTP from another machine: give the listener a certificate"
              + " (tls.mode), put a proxy in front that is in http.trusted-proxies and sends"
              + " X-Forwarded-Proto, or reach it on a loopback address, for instance through SSH.");
  private static final String WRONG_LINK =
      error(
          401,
          "WrongLink",
          "The link is wrong or was used already. `gatehouse quickstart` and each start of a dev server"
              + " print a new one.");

  @TempDir private Path temp;

  private static String token(String link) {
    return link.replaceFirst(".*token=", "");
  }

  private static String setUp(String link) {
    return "{\"Token\":\"%s\",\"Name\":\"Ada\",\"Password\":\"%s\"}"
        .formatted(token(link), PASSWORD);
  }

  private static String link(String link) {
    return "{\"LinkToken\":\"" + token(link) + "\"}";
  }

  @Test
  void ui_18_over_tls_the_cookie_is_for_tls_alone() throws Exception {
    var settings = List.of("tls.mode=dev", "tls.management=on");
    var data = temp.resolve("data");
    try (var server = TestServer.start(data, ManualClock.at(Instant.now()), settings)) {
      server.trusting(Trust.in(Files.readString(data.resolve("tls/authority.pem"))));
      var link = server.consoleLink();
      assertThat(link)
          .startsWith("https://localhost:" + server.managementPort() + "/console/#/setup?token=");
      var page = Browser.overTls(server);
      var answer = page.post("setup", setUp(link));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("set-cookie").orElseThrow())
          .matches(
              "__Host-gatehouse-console=[\\w-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict");
      assertThat(page.get("session").status()).isEqualTo(200);
      var own = page.cookie().orElseThrow();
      assertThat(page.withCookie(own.replace("__Host-", "")).get("session").status())
          .as("a cookie that plain HTTP may have set")
          .isEqualTo(401);
      assertThat(page.withCookie(own).delete("session").header("set-cookie"))
          .contains(
              "__Host-gatehouse-console=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
      var foreign =
          page.request("session")
              .POST(BodyPublishers.ofString(Browser.password("Ada", PASSWORD)))
              .header("X-Gatehouse-Console", "1")
              .header("Content-Type", "application/json")
              .header("Origin", "http://localhost:" + server.managementPort());
      assertThat(page.sendAsIs(foreign).status()).as("the page of plain HTTP").isEqualTo(403);
    }
  }

  @Test
  void ui_18_over_plain_http_from_other_machines_nobody_signs_in() {
    try (var server = TestServer.strict("http.management.bind=0.0.0.0")) {
      var page = Browser.at(server);
      var link = server.consoleLink();
      assertThat(text(page.post("setup", setUp(link)))).isEqualTo(PLAIN_HTTP);
      assertThat(text(page.post("session", Browser.password("Ada", PASSWORD))))
          .isEqualTo(PLAIN_HTTP);
      assertThat(text(page.post("session", "{\"LinkToken\":\"x\"}"))).isEqualTo(PLAIN_HTTP);
      assertThat(page.get("state").status()).isEqualTo(200);
    }
  }

  /// As a proxy asks that ended TLS for another machine.
  private static Browser overProxy(TestServer server, String scheme) {
    return Browser.at(server)
        .behind(
            "X-Forwarded-For",
            "203.0.113.9",
            "X-Forwarded-Proto",
            scheme,
            "X-Forwarded-Host",
            "id.example.com:" + server.managementPort(),
            "Origin",
            scheme + "://id.example.com:" + server.managementPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "127.0.0.1"})
  void ui_18_a_configured_proxy_may_end_tls_on_another_machine_or_on_this_one(String bind) {
    try (var server =
        TestServer.strict(
            "http.management.bind=" + bind,
            "http.trusted-proxies=127.0.0.1,::1",
            "public-url=https://id.example.com")) {
      var page = overProxy(server, "https");
      var answer = page.post("setup", setUp(server.consoleLink()));
      assertThat(text(answer)).isEqualTo(administrator("Ada"));
      assertThat(answer.header("set-cookie").orElseThrow())
          .startsWith("__Host-")
          .contains("Secure");
      assertThat(page.get("session").status()).isEqualTo(200);
      assertThat(text(overProxy(server, "http").post("session", Browser.password("Ada", PASSWORD))))
          .as("to the proxy over plain HTTP")
          .isEqualTo(PLAIN_HTTP);
    }
  }

  /// The address is the proxy's own then, which is that of this machine.
  @ParameterizedTest
  @ValueSource(strings = {"unknown", "203.0.113.9:51234", "127.0.0.1", ""})
  void ui_18_of_whom_a_proxy_on_this_machine_says_nothing_readable_is_not_of_this_machine(
      String client) {
    try (var server =
        TestServer.strict(
            "http.trusted-proxies=127.0.0.1,::1", "public-url=https://id.example.com")) {
      var page = Browser.at(server).behind("X-Forwarded-For", client);
      assertThat(text(page.post("setup", setUp(server.consoleLink())))).isEqualTo(PLAIN_HTTP);
      assertThat(text(page.post("session", Browser.password("Ada", PASSWORD))))
          .isEqualTo(PLAIN_HTTP);
    }
    try (var server = TestServer.dev("http.trusted-proxies=127.0.0.1,::1")) {
      var link = link(server.consoleLink());
      assertThat(text(Browser.at(server).behind("X-Forwarded-For", client).post("session", link)))
          .isEqualTo(WRONG_LINK);
      assertThat(text(Browser.at(server).post("session", link)))
          .isEqualTo(administrator("dev").replace("strict", "dev"));
    }
  }

  /// One that is not configured, or a client that says of itself what a proxy says.
  @Test
  void ui_18_nobody_else_is_believed_to_have_ended_tls() {
    try (var server =
        TestServer.strict(
            "http.management.bind=0.0.0.0",
            "http.trusted-proxies=203.0.113.1",
            "public-url=https://id.example.com")) {
      var page = Browser.at(server).behind("X-Forwarded-Proto", "https");
      assertThat(text(page.post("setup", setUp(server.consoleLink())))).isEqualTo(PLAIN_HTTP);
      assertThat(text(page.post("session", Browser.password("Ada", PASSWORD))))
          .isEqualTo(PLAIN_HTTP);
    }
  }

  @Test
  void ui_18_beside_a_proxy_on_this_machine_a_tunnel_is_as_ever() {
    try (var server =
        TestServer.strict(
            "http.trusted-proxies=127.0.0.1,::1", "public-url=https://id.example.com")) {
      var answer =
          Browser.at(server)
              .behind("Origin", "http://localhost:" + server.managementPort())
              .post("setup", setUp(server.consoleLink()));
      assertThat(text(answer)).isEqualTo(administrator("Ada"));
      assertThat(answer.header("set-cookie").orElseThrow()).startsWith("gatehouse-console=");
    }
  }

  @Test
  void the_printed_link_is_one_that_a_browser_reaches() {
    try (var server =
        TestServer.strict("http.management.bind=0.0.0.0", "public-url=https://id.example.com")) {
      assertThat(server.consoleLink())
          .startsWith(
              "http://id.example.com:" + server.managementPort() + "/console/#/setup?token=");
    }
  }

  @Test
  void s_1_ui_01_each_start_prints_a_new_link_until_set_up_is_done() {
    String old;
    var data = temp.resolve("data");
    try (var server = TestServer.start(data, ManualClock.atStart(), List.of())) {
      old = server.consoleLink();
    }
    try (var server = TestServer.start(data, ManualClock.atStart(), List.of())) {
      var link = server.consoleLink();
      assertThat(Browser.at(server).post("setup", setUp(old)).status()).isEqualTo(403);
      assertThat(text(Browser.at(server).post("setup", setUp(link))))
          .isEqualTo(administrator("Ada"));
      assertThat(server.consoleLink())
          .isEqualTo("http://localhost:" + server.managementPort() + "/console/");
    }
  }

  @Test
  void s_6_the_link_of_a_dev_server_signs_in_once_in_each_start() {
    String first;
    var data = temp.resolve("data");
    try (var server = TestServer.start(data, ManualClock.atStart(), List.of("dev=true"))) {
      first = server.consoleLink();
      assertThat(first).startsWith(server.address() + "/console/#/link?token=");
      var page = Browser.at(server);
      assertThat(text(page.post("session", "{\"LinkToken\":\"wrong\"}"))).isEqualTo(WRONG_LINK);
      assertThat(text(page.post("session", link(first))))
          .isEqualTo(administrator("dev").replace("strict", "dev"));
      assertThat(page.extension("ListAdministrators", "{}").body())
          .isEqualTo(
              "{\"Administrators\":[{\"Name\":\"dev\",\"Role\":\"Administrator\",\"Pools\":[],"
                  + "\"TotpEnabled\":false,\"CreateDate\":1767323045.678,"
                  + "\"LastSignInDate\":1767323045.678,\"Sessions\":1,\"SetUpPending\":false}]}");
      assertThat(text(Browser.at(server).post("session", link(first)))).isEqualTo(WRONG_LINK);
      assertThat(text(page.post("session", Browser.password("dev", ""))))
          .as("he has no password")
          .isEqualTo(ConsoleAnswers.WRONG_PASSWORD);
    }
    try (var server = TestServer.start(data, ManualClock.atStart(), List.of("dev=true"))) {
      assertThat(text(Browser.at(server).post("session", link(first)))).isEqualTo(WRONG_LINK);
      assertThat(Browser.at(server).post("session", link(server.consoleLink())).status())
          .isEqualTo(200);
    }
  }

  @Test
  void s_6_a_link_that_is_asked_for_takes_the_place_of_the_one_before() {
    try (var server = TestServer.dev()) {
      var printed = server.consoleLink();
      var asked = server.extension("CreateSignInLink", "{}").string("SignInLink").orElseThrow();
      assertThat(asked).matches("\\Q" + server.address() + "\\E/console/#/link\\?token=[\\w-]{43}");
      assertThat(text(Browser.at(server).post("session", link(printed)))).isEqualTo(WRONG_LINK);
      assertThat(text(Browser.at(server).post("session", link(asked))))
          .isEqualTo(administrator("dev").replace("strict", "dev"));
      assertThat(text(Browser.at(server).post("session", link(asked)))).isEqualTo(WRONG_LINK);
    }
  }

  @Test
  void s_6_only_a_stored_key_that_may_do_everything_gets_a_link() {
    try (var server = TestServer.dev()) {
      var printed = server.consoleLink();
      var limited =
          server
              .extension(
                  "CreateAccessKey",
                  "{\"Policy\":{\"Statements\":[{\"Actions\":[\"gatehouse:*\"],\"Pools\":[\"*\"]}]}}")
              .object("AccessKey")
              .orElseThrow();
      assertThat(ask(server, "test", "test"))
          .as("which dev mode believes otherwise")
          .isEqualTo(
              "400 {\"__type\":\"UnrecognizedClientException\",\"message\":\"The security token included"
                  + " in the request is invalid.\"}");
      var id = limited.string("AccessKeyId").orElseThrow();
      assertThat(ask(server, id, limited.string("SecretAccessKey").orElseThrow()))
          .isEqualTo(
              "400 {\"__type\":\"AccessDeniedException\",\"Message\":\"User:"
                  + " arn:aws:iam::000000000000:user/%s is not authorized to perform:".formatted(id)
                  + " gatehouse:CreateSignInLink on resource: * because no policy of its access key"
                  + " allows it\"}");
      assertThat(Browser.at(server).post("session", link(printed)).status())
          .as("the link that is there stays")
          .isEqualTo(200);
    }
  }

  private static String ask(TestServer server, String id, String secret) {
    var signer = new RequestSigner(id, secret, TestServer.REGION, "gatehouse");
    return text(server.call(signer, "GatehouseService.CreateSignInLink", "{}"));
  }

  @Test
  void s_6_nobody_gets_a_link_where_others_reach_the_console_or_in_production() {
    for (var server :
        List.of(
            TestServer.dev("http.bind=0.0.0.0", "dev-allow-remote=true"), TestServer.strict())) {
      try (server) {
        assertThat(ask(server, server.accessKeyId(), server.secretAccessKey()))
            .isEqualTo(
                "400 {\"__type\":\"NotAuthorizedException\",\"message\":\"Only a dev server that nobody"
                    + " but this machine reaches makes links that sign in.\"}");
      }
    }
  }

  @Test
  void s_6_a_dev_server_that_others_reach_has_no_such_link() {
    try (var server = TestServer.dev("http.bind=0.0.0.0", "dev-allow-remote=true")) {
      var link = server.consoleLink();
      assertThat(link).contains("/console/#/setup?token=");
      var page = Browser.at(server);
      assertThat(text(page.post("session", link(link)))).isEqualTo(WRONG_LINK);
      assertThat(text(page.post("setup", setUp(link))))
          .isEqualTo(administrator("Ada").replace("strict", "dev"));
    }
  }
}
