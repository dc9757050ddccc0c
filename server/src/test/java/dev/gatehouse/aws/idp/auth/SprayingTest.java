package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.HIDDEN;
import static dev.gatehouse.aws.idp.auth.SignInSite.INCORRECT;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.WRONG;
import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static dev.gatehouse.aws.idp.auth.SignInSite.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One password with many names from one source (BF-06), at a real server behind a proxy:
/// InitiateAuth, RespondToAuthChallenge, ConfirmSignUp, ConfirmForgotPassword.
class SprayingTest {
  private static final int MAX = 4;
  private static final String FULL = error("TooManyRequestsException", "Rate exceeded.");
  private static final String SETTING = "throttle.wrong-guesses.count=" + MAX;

  private TestServer server;
  private SignInSite site;

  @BeforeEach
  void start() {
    server =
        TestServer.strict("http.trusted-proxies=127.0.0.1", "messages.delivery=inbox", SETTING);
    site = SignInSite.on(server, "", FLOWS + HIDDEN);
    site.confirmed("jane");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// Takes all the room that there is, one guess for each name.
  private static void spray(SignInSite from) {
    for (int i = 0; i < MAX; i++) {
      assertThat(from.password(i % 2 == 0 ? "jane" : "nobody" + i, WRONG)).isEqualTo(INCORRECT);
    }
  }

  @Test
  void bf_06_en_10_a_source_is_refused_whoever_is_there_and_whatever_is_right() {
    var one = site.from("192.0.2.1");
    spray(one);
    assertThat(one.password("jane", WRONG)).isEqualTo(FULL);
    assertThat(one.password("jane", PASSWORD)).isEqualTo(FULL);
    assertThat(one.password("nobody", WRONG)).isEqualTo(FULL);

    assertThat(masked(site.from("192.0.2.2").password("jane", PASSWORD)))
        .as("another address")
        .isEqualTo(TOKENS);
    server.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(one.password("jane", PASSWORD)).isEqualTo(FULL);
    server.advance(Duration.ofMillis(1));
    assertThat(masked(one.password("jane", PASSWORD))).isEqualTo(TOKENS);
  }

  @Test
  void bf_06_proofs_count_with_passwords() {
    var one = site.from("192.0.2.1");
    for (int i = 0; i < MAX; i++) {
      var name = i % 2 == 0 ? "jane" : "nobody";
      assertThat(one.verify(one.proof(one.srp(name), WRONG))).isEqualTo(INCORRECT);
    }
    var elsewhere = site.from("192.0.2.2");
    var right = elsewhere.proof(elsewhere.srp("jane"), PASSWORD);
    assertThat(one.verify(right)).isEqualTo(FULL);
    assertThat(one.initiate("USER_SRP_AUTH", "'USERNAME':'jane','SRP_A':'1'")).isEqualTo(FULL);
    assertThat(masked(elsewhere.verify(right))).as("not used up").isEqualTo(TOKENS);
  }

  @Test
  void bf_06_codes_count_with_passwords() {
    var one = site.from("192.0.2.1");
    assertThat(call(one, "ForgotPassword", "")).startsWith("200 ");
    for (int i = 0; i < 2; i++) {
      assertThat(confirm(one))
          .isEqualTo(
              error(
                  "CodeMismatchException",
                  "Invalid verification code provided, please try again."));
      assertThat(one.password("nobody" + i, WRONG)).isEqualTo(INCORRECT);
    }
    assertThat(confirm(one)).isEqualTo(FULL);
    assertThat(call(one, "ConfirmSignUp", ",'ConfirmationCode':'123456'")).isEqualTo(FULL);
    assertThat(one.password("jane", PASSWORD)).isEqualTo(FULL);
  }

  /// Of nobody, whose codes are as wrong as anybody's.
  private static String call(SignInSite from, String operation, String members) {
    return text(
        from.send(
            operation, "{'ClientId':'" + from.client + "','Username':'nobody'" + members + "}"));
  }

  private static String confirm(SignInSite from) {
    return call(
        from,
        "ConfirmForgotPassword",
        ",'ConfirmationCode':'123456','Password':'" + PASSWORD + "2'");
  }

  @Test
  void bf_06_an_open_client_is_not_asked_for_names_without_end() {
    var open = site.with(site.newClient(FLOWS).string("ClientId").orElseThrow()).from("192.0.2.1");
    for (int i = 0; i < MAX; i++) {
      assertThat(open.password("nobody" + i, WRONG))
          .isEqualTo(error("UserNotFoundException", "User does not exist."));
    }
    assertThat(open.password("nobody", WRONG)).isEqualTo(FULL);
    assertThat(open.password("jane", PASSWORD)).isEqualTo(FULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ConfirmSignUp",
        "ResendConfirmationCode",
        "ForgotPassword",
        "ConfirmForgotPassword"
      })
  void bf_06_an_open_client_is_asked_for_no_more_names_by_what_codes_are_for(String operation) {
    var open = site.with(site.newClient(FLOWS).string("ClientId").orElseThrow()).from("192.0.2.1");
    var members =
        switch (operation) {
          case "ConfirmSignUp" -> ",'ConfirmationCode':'123456'";
          case "ConfirmForgotPassword" ->
              ",'ConfirmationCode':'123456','Password':'" + PASSWORD + "2'";
          default -> "";
        };
    for (int i = 0; i < MAX; i++) {
      assertThat(call(open, operation, members))
          .isEqualTo(error("UserNotFoundException", "Username/client id combination not found."));
    }
    assertThat(call(open, operation, members)).isEqualTo(FULL);
    assertThat(open.password("jane", PASSWORD)).isEqualTo(FULL);
    var hiding = site.from("192.0.2.1");
    assertThat(call(hiding, "ForgotPassword", "")).as("asks for no name").startsWith("200 ");
  }

  @Test
  void bf_06_who_is_in_stays_in() {
    var one = site.from("192.0.2.1");
    var refresh = member(one.password("jane", PASSWORD), "RefreshToken");
    spray(one);
    assertThat(one.initiate("REFRESH_TOKEN_AUTH", "'REFRESH_TOKEN':'" + refresh + "'"))
        .startsWith("200 ");
  }

  @Test
  void bf_06_right_passwords_do_not_count() {
    var one = site.from("192.0.2.1");
    for (int i = 0; i < 2 * MAX; i++) {
      assertThat(masked(one.password("jane", PASSWORD))).isEqualTo(TOKENS);
    }
  }

  @Test
  void bf_06_an_applications_server_signs_in_everybody() {
    for (int i = 0; i < 2 * MAX; i++) {
      assertThat(
              site.adminInitiate(
                  "ADMIN_USER_PASSWORD_AUTH", "'USERNAME':'n" + i + "','PASSWORD':'" + WRONG + "'"))
          .isEqualTo(INCORRECT);
    }
    var made = site.newClient(FLOWS + HIDDEN + ",'GenerateSecret':true");
    var confidential = site.with(made.string("ClientId").orElseThrow()).from("192.0.2.1");
    for (int i = 0; i < 2 * MAX; i++) {
      var hash =
          SignInSite.secretHash(
              made.string("ClientSecret").orElseThrow(), "n" + i, confidential.client);
      assertThat(
              confidential.initiate(
                  "USER_PASSWORD_AUTH",
                  "'USERNAME':'n%d','PASSWORD':'%s','SECRET_HASH':'%s'".formatted(i, WRONG, hash)))
          .isEqualTo(INCORRECT);
    }
    spray(site.from("192.0.2.1"));
    assertThat(
            masked(
                site.adminInitiate(
                    "ADMIN_USER_PASSWORD_AUTH", "'USERNAME':'jane','PASSWORD':'" + PASSWORD + "'")))
        .isEqualTo(TOKENS);
  }

  /// The last address that a trusted proxy wrote counts; what stands before it, anybody can write.
  @Test
  void bf_06_what_a_client_writes_before_its_address_changes_nothing() {
    for (int i = 0; i < MAX; i++) {
      assertThat(site.from("198.51.100." + i + ", 192.0.2.1").password("n" + i, WRONG))
          .isEqualTo(INCORRECT);
    }
    assertThat(site.from("198.51.100.99, 192.0.2.1").password("n", WRONG)).isEqualTo(FULL);
    assertThat(site.from("192.0.2.1, 127.0.0.1").password("n", WRONG)).isEqualTo(FULL);
  }

  @Test
  void bf_06_a_header_that_is_no_address_counts_as_the_proxys() {
    for (var header : List.of("unknown", "192.0.2.9, x", "999.1.1.1", "[::1")) {
      assertThat(site.from(header).password("nobody", WRONG)).isEqualTo(INCORRECT);
    }
    assertThat(site.from("192.0.2.9, y").password("jane", PASSWORD)).isEqualTo(FULL);
    assertThat(site.password("jane", PASSWORD)).isEqualTo(FULL);
  }

  /// Loopback is an address as any other: a proxy on the same machine that nobody has configured
  /// would otherwise let everybody through.
  @Test
  void bf_06_headers_of_strangers_are_not_believed() {
    try (var open = TestServer.strict(SETTING)) {
      var there = SignInSite.on(open, "", FLOWS + HIDDEN);
      for (int i = 0; i < MAX; i++) {
        assertThat(there.from("192.0.2." + i).password("n" + i, WRONG)).isEqualTo(INCORRECT);
      }
      assertThat(there.from("192.0.2.99").password("n", WRONG)).isEqualTo(FULL);
    }
  }

  @Test
  void bf_06_a_hundred_in_ten_minutes_unless_a_setting_says_otherwise() {
    try (var there = SignInSite.make("", FLOWS + HIDDEN)) {
      for (int i = 0; i < 100; i++) {
        assertThat(there.password("n" + i, WRONG)).isEqualTo(INCORRECT);
      }
      assertThat(there.password("n", WRONG)).isEqualTo(FULL);
    }
  }

  @Test
  void bf_06_metrics_say_how_many_were_refused() {
    var one = site.from("192.0.2.1");
    spray(one);
    for (int i = 0; i < 3; i++) {
      assertThat(one.password("n", WRONG)).isEqualTo(FULL);
    }
    var metrics =
        server.send(
            HttpRequest.newBuilder(
                URI.create("http://localhost:" + server.managementPort() + "/metrics")));
    assertThat(metrics.body())
        .contains("gatehouse_refusals_total{edge=\"api\",reason=\"guess_limit\"} 3.0");
  }
}
