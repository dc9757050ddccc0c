package dev.gatehouse.console;

import static dev.gatehouse.console.ConsoleAnswers.NO_SESSION;
import static dev.gatehouse.console.ConsoleAnswers.administrator;
import static dev.gatehouse.console.ConsoleAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.ConsoleUnderTest;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Answer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a session of the console is, and when it ends (UI-06; S-4, S-5).
class SessionWireTest extends ConsoleUnderTest {
  private static final String UNRECOGNIZED =
      "400 {\"__type\":\"UnrecognizedClientException\",\"message\":\"The security token included in"
          + " the request is invalid.\"}";
  private static final String COOKIE =
      "gatehouse-console=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict";

  private String renewed(Browser page) {
    return text(page.get("session")).replaceFirst("\"Expiration\":\\d+", "\"Expiration\":0");
  }

  private static final String ADA =
      administrator("Ada").replaceFirst("\"Expiration\":\\d+", "\"Expiration\":0");

  private static Answer list(Browser page) {
    return page.extension("ListAdministrators", "{}");
  }

  @Test
  void s_4_the_cookie_is_for_the_console_alone_and_tells_nothing() {
    var answer = Browser.at(server).post("session", Browser.password("Ada", PASSWORD));
    assertThat(answer.header("set-cookie").orElseThrow()).matches(COOKIE);
    assertThat(answer.header("cache-control")).contains("no-store");
    var cookie = answer.header("set-cookie").orElseThrow();
    assertThat(answer.body()).doesNotContain(cookie.split("[=;]", -1)[1]);
  }

  @Test
  void a_page_that_is_loaded_again_gets_new_keys_for_an_hour() {
    var first = ada.credentials();
    assertThat(list(ada).status()).isEqualTo(200);
    server.advance(Duration.ofMinutes(29));
    var answer = ada.get("session");
    assertThat(text(answer))
        .isEqualTo(
            ConsoleAnswers.session(
                "Ada",
                "Administrator",
                "[]",
                ConsoleAnswers.HOUR + Duration.ofMinutes(29).toSeconds()));
    assertThat(answer.header("set-cookie")).isEmpty();
    assertThat(ada.credentials()).isNotEqualTo(first);
    assertThat(list(ada).status()).isEqualTo(200);
  }

  @Test
  void the_administrator_is_the_user_of_the_arn() {
    var identity = ada.call(server, "GatehouseService.GetServerInfo", "gatehouse", "{}");
    assertThat(identity.status()).isEqualTo(200);
    var reader = Browser.add(server, "Grace", "ReadOnly", "");
    assertThat(reader.cognito("CreateUserPool", "{\"PoolName\":\"a\"}").body())
        .isEqualTo(
            "{\"__type\":\"AccessDeniedException\",\"Message\":\"User:"
                + " arn:aws:iam::000000000000:user/Grace is not authorized to perform:"
                + " cognito-idp:CreateUserPool on resource: * because no policy of its access key"
                + " allows it\"}");
  }

  @Test
  void s_5_sign_out_ends_session_and_keys_at_once() {
    var cookie = ada.cookie().orElseThrow();
    var answer = ada.delete("session");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("set-cookie"))
        .contains("gatehouse-console=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");

    assertThat(text(list(ada))).isEqualTo(UNRECOGNIZED);
    assertThat(renewed(ada.withCookie(cookie))).isEqualTo(NO_SESSION);
    assertThat(ada.delete("session").status()).as("again").isEqualTo(204);
    assertThat(Browser.at(server).delete("session").status()).as("nobody").isEqualTo(204);
  }

  @Test
  void ui_06_a_session_ends_when_it_was_not_used_for_half_an_hour() {
    server.advance(Duration.ofMinutes(30).minusMillis(1));
    assertThat(renewed(ada)).isEqualTo(ADA);
    server.advance(Duration.ofMinutes(30));
    assertThat(renewed(ada)).isEqualTo(NO_SESSION);
    assertThat(text(list(ada))).as("its keys are gone, too").isEqualTo(UNRECOGNIZED);
  }

  @Test
  void ui_06_a_session_ends_after_twelve_hours_however_much_it_is_used() {
    for (int n = 0; n < 25; n++) {
      server.advance(Duration.ofMinutes(28));
      assertThat(renewed(ada)).as("after %s times 28 minutes", n + 1).isEqualTo(ADA);
    }
    var left = Duration.ofHours(12).minus(Duration.ofMinutes(25 * 28));
    assertThat(ada.credentials().number("Expiration").orElseThrow().longValue())
        .as("keys end with the session")
        .isEqualTo(ConsoleAnswers.HOUR + Duration.ofHours(11).toSeconds());
    server.advance(left);
    assertThat(renewed(ada)).isEqualTo(NO_SESSION);
    assertThat(text(list(ada))).isEqualTo(UNRECOGNIZED);
  }

  @Test
  void ui_06_the_ends_are_settings() {
    try (var quick = TestServer.strict("console.idle=2m", "console.session-max=5m")) {
      var page = Browser.setUp(quick, "Ada", PASSWORD);
      assertThat(page.get("session").json().number("IdleSeconds").orElseThrow().intValue())
          .isEqualTo(120);
      for (int n = 0; n < 2; n++) {
        quick.advance(Duration.ofSeconds(119));
        assertThat(page.get("session").status()).isEqualTo(200);
      }
      quick.advance(Duration.ofSeconds(62));
      assertThat(text(page.get("session"))).isEqualTo(NO_SESSION);
      var second = Browser.signIn(quick, "Ada", PASSWORD);
      quick.advance(Duration.ofSeconds(120));
      assertThat(text(second.get("session"))).isEqualTo(NO_SESSION);
    }
  }

  @Test
  void ui_06_a_token_that_somebody_else_chose_is_never_a_session() {
    var chosen = "gatehouse-console=" + "A".repeat(43);
    var page = Browser.at(server).withCookie(chosen);
    assertThat(renewed(page)).isEqualTo(NO_SESSION);
    assertThat(page.post("session", Browser.password("Ada", PASSWORD)).status()).isEqualTo(200);
    assertThat(page.cookie().orElseThrow()).isNotEqualTo(chosen);
    assertThat(renewed(Browser.at(server).withCookie(chosen))).isEqualTo(NO_SESSION);
  }

  @Test
  void ui_06_signing_in_ends_the_session_whose_cookie_came_along() {
    var old = ada.cookie().orElseThrow();
    assertThat(ada.post("session", Browser.password("Ada", PASSWORD)).status()).isEqualTo(200);
    assertThat(ada.cookie().orElseThrow()).isNotEqualTo(old);
    assertThat(renewed(ada)).isEqualTo(ADA);
    assertThat(renewed(Browser.at(server).withCookie(old))).isEqualTo(NO_SESSION);
  }

  @Test
  void ui_06_two_cookies_are_none() {
    var own = ada.cookie().orElseThrow();
    assertThat(renewed(ada.withCookie("gatehouse-console=" + "A".repeat(43) + "; " + own)))
        .isEqualTo(NO_SESSION);
    assertThat(renewed(ada.withCookie("a=b; " + own + "; c=d"))).isEqualTo(ADA);
    assertThat(renewed(ada.withCookie("__Host-" + own))).isEqualTo(NO_SESSION);
    assertThat(renewed(ada.withCookie("x" + own))).isEqualTo(NO_SESSION);
  }

  @Test
  void ui_06_sessions_at_once_are_apart_and_twenty_at_most() {
    var second = Browser.signIn(server, "Ada", PASSWORD);
    second.delete("session");
    assertThat(renewed(ada)).isEqualTo(ADA);
    for (int n = 0; n < 20; n++) {
      server.clock().advance(Duration.ofMillis(1));
      second = Browser.signIn(server, "Ada", PASSWORD);
    }
    assertThat(renewed(ada)).as("the oldest").isEqualTo(NO_SESSION);
    assertThat(renewed(second)).isEqualTo(ADA);
    assertThat(list(second).body()).contains("\"Sessions\":20");
  }

  @Test
  void the_keys_of_a_session_are_twenty_at_most() {
    var ids = new HashSet<String>();
    var first = ada.credentials().string("AccessKeyId").orElseThrow();
    for (int n = 0; n < 20; n++) {
      server.clock().advance(Duration.ofMillis(1));
      assertThat(list(ada).status()).isEqualTo(200);
      ada.get("session");
      ids.add(ada.credentials().string("AccessKeyId").orElseThrow());
    }
    assertThat(ids).hasSize(20).doesNotContain(first);
    assertThat(list(ada).status()).isEqualTo(200);
  }

  @Test
  void ui_06_a_new_password_ends_the_other_sessions() {
    var other = Browser.signIn(server, "Ada", PASSWORD);
    var body = "{\"OldPassword\":\"%s\",\"NewPassword\":\"%s\"}";
    assertThat(
            text(
                ada.extension(
                    "ChangeOwnPassword", body.formatted(PASSWORD, "tr0ub4dor and three"))))
        .isEqualTo("200 ");

    assertThat(renewed(ada)).isEqualTo(ADA);
    assertThat(renewed(other)).isEqualTo(NO_SESSION);
    assertThat(text(list(other))).isEqualTo(UNRECOGNIZED);
    var page = Browser.at(server);
    assertThat(page.post("session", Browser.password("Ada", PASSWORD)).status()).isEqualTo(401);
    assertThat(page.post("session", Browser.password("Ada", "tr0ub4dor and three")).status())
        .isEqualTo(200);
  }

  @Test
  void ui_06_a_restart_ends_no_session() {
    server.close();
    server = TestServer.start(server.folder(), server.clock(), List.of());
    var page = Browser.at(server).withCookie(ada.cookie().orElseThrow());
    assertThat(renewed(page)).isEqualTo(ADA);
    assertThat(list(page).status()).isEqualTo(200);
  }

  @Test
  void keys_of_sessions_are_not_among_the_access_keys_and_make_no_temporary_ones() {
    assertThat(ada.extension("ListAccessKeys", "{}").body())
        .containsOnlyOnce("\"AccessKeyId\"")
        .contains(server.accessKeyId());
    assertThat(text(ada.extension("CreateTemporaryCredentials", "{}")))
        .isEqualTo(
            "400 {\"__type\":\"NotAuthorizedException\",\"message\":\"Only a stored access key without"
                + " an end can make temporary credentials.\"}");
    assertThat(ada.extension("CreateAccessKey", "{\"Description\":\"ci\"}").status())
        .isEqualTo(200);
  }

  @Test
  void ui_04_a_session_is_no_way_into_the_api_without_its_keys() {
    var request =
        ada.request("session")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "GatehouseService.ListAdministrators");
    assertThat(ada.sendAsIs(request).status()).isEqualTo(403);
    var api =
        java.net.http.HttpRequest.newBuilder(java.net.URI.create(server.address() + "/"))
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "GatehouseService.ListAdministrators");
    assertThat(text(ada.sendAsIs(api)))
        .isEqualTo(
            "400 {\"__type\":\"MissingAuthenticationTokenException\",\"message\":\"Missing"
                + " Authentication Token\"}");
  }
}
