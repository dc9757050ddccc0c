package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.Totp;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.WrongTotp;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an administrator of any role does for himself: ChangeOwnPassword, SetOwnTotp.
class OwnAccountWireTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String NEXT = "tr0ub4dor and three";

  private TestServer server;
  private Browser page;

  @BeforeEach
  void start() {
    server = TestServer.strict();
    Browser.setUp(server, "Ada", PASSWORD);
    page = Browser.add(server, "grace", "ReadOnly", "");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String error(String type, String message) {
    return "400 {\"__type\":\"%s\",\"message\":\"%s\"}".formatted(type, message);
  }

  private String call(String operation, String body) {
    var answer = page.extension(operation, body);
    return answer.status() + " " + answer.body();
  }

  private String change(String old, String next) {
    return call(
        "ChangeOwnPassword",
        "{\"OldPassword\":\"%s\",\"NewPassword\":\"%s\"}".formatted(old, next));
  }

  private int signIn(String password) {
    return Browser.at(server).post("session", Browser.password("grace", password)).status();
  }

  private String code(byte[] seed) {
    return Totp.code(seed, server.clock().instant());
  }

  private byte[] begin() {
    var answer = page.extension("SetOwnTotp", "{\"Enabled\":true}").json();
    var secret = answer.string("TotpSecret").orElseThrow();
    assertThat(answer.string("TotpUri"))
        .contains("otpauth://totp/Gatehouse:grace?secret=" + secret + "&issuer=Gatehouse");
    return Base32.decode(secret);
  }

  private String set(boolean on, String code) {
    return call("SetOwnTotp", "{\"Enabled\":%s,\"Code\":\"%s\"}".formatted(on, code));
  }

  /// The events of an operation, newest first: their errors, `done` where there is none.
  private List<String> events(String operation) {
    var answer = server.extension("ListAuditEvents", "{\"EventName\":\"%s\"}".formatted(operation));
    return ((JsonArray) answer.member("Events").orElse(JsonValue.NULL))
        .elements().stream()
            .map(event -> ((JsonObject) event).string("ErrorCode").orElse("done"))
            .toList();
  }

  private List<String> awaitEvents(String operation, String error) {
    return Patience.until("the event", () -> events(operation), found -> found.contains(error));
  }

  @Test
  void ui_19_a_wrong_password_or_code_leaves_no_event_of_success() {
    change("wrong", NEXT);
    assertThat(awaitEvents("ChangeOwnPassword", "NotAuthorizedException"))
        .containsExactly("NotAuthorizedException");
    change(PASSWORD, NEXT);
    assertThat(events("ChangeOwnPassword")).containsExactly("done", "NotAuthorizedException");

    var seed = begin();
    set(true, WrongTotp.of(seed, server.clock().instant(), 0));
    assertThat(awaitEvents("SetOwnTotp", "CodeMismatchException"))
        .containsExactly("CodeMismatchException", "done");
    set(true, code(seed));
    assertThat(events("SetOwnTotp")).containsExactly("done", "CodeMismatchException", "done");
  }

  private static final String WRONG_CODE =
      error("CodeMismatchException", "The code is wrong, or was used already.");

  @Test
  void a_password_is_changed_by_who_knows_it() {
    assertThat(change("wrong", NEXT))
        .isEqualTo(error("NotAuthorizedException", "The old password is wrong."));
    assertThat(signIn(NEXT)).isEqualTo(401);
    assertThat(change(PASSWORD, NEXT)).isEqualTo("200 ");
    assertThat(signIn(NEXT)).isEqualTo(200);
    assertThat(signIn(PASSWORD)).isEqualTo(401);
    assertThat(page.get("session").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "elevenchars, The password must be at least 12 characters.",
    "LONG, The password must be at most 256 characters."
  })
  void a_password_that_cannot_be_one_is_refused(String next, String message) {
    assertThat(change(PASSWORD, next.replace("LONG", "x".repeat(257))))
        .isEqualTo(error("InvalidPasswordException", message));
    assertThat(signIn(PASSWORD)).isEqualTo(200);
  }

  @Test
  void bf_03_old_passwords_are_guessed_as_often_as_at_sign_in() {
    for (int n = 0; n < 5; n++) {
      assertThat(change("wrong" + n, NEXT)).startsWith("400 {\"__type\":\"NotAuthorized");
    }
    assertThat(change(PASSWORD, NEXT))
        .isEqualTo(
            error(
                "TooManyRequestsException", "Too many wrong passwords or codes. Try again later."));
    assertThat(signIn(PASSWORD)).as("counted apart").isEqualTo(200);
  }

  @Test
  void bf_07_who_is_signed_in_waits_for_no_guess_of_a_stranger() {
    for (int n = 0; n < 5; n++) {
      assertThat(signIn("wrong" + n)).isEqualTo(401);
    }
    assertThat(signIn(PASSWORD)).isEqualTo(429);

    assertThat(set(true, code(begin()))).isEqualTo("200 {}");
    assertThat(change(PASSWORD, NEXT)).isEqualTo("200 ");
  }

  @Test
  void ui_07_a_second_factor_is_turned_on_by_its_first_code_and_off_by_another() {
    var seed = begin();
    assertThat(set(true, WrongTotp.of(seed, server.clock().instant(), 0))).isEqualTo(WRONG_CODE);
    assertThat(signIn(PASSWORD)).as("not on yet").isEqualTo(200);
    var code = code(seed);
    assertThat(set(true, code)).isEqualTo("200 {}");
    assertThat(signIn(PASSWORD)).isEqualTo(401);
    assertThat(call("SetOwnTotp", "{\"Enabled\":true}"))
        .isEqualTo(error("InvalidParameterException", "The second factor is on already."));

    assertThat(call("SetOwnTotp", "{\"Enabled\":false}"))
        .isEqualTo(
            error("InvalidParameterException", "A code of the second factor is needed: Code."));
    assertThat(set(false, code)).as("used").isEqualTo(WRONG_CODE);
    server.advance(Duration.ofSeconds(30));
    assertThat(set(false, code(seed))).isEqualTo("200 {}");
    assertThat(signIn(PASSWORD)).isEqualTo(200);
  }

  @Test
  void a_seed_that_was_begun_again_takes_the_place_of_the_first() {
    var first = begin();
    var second = begin();
    while (Totp.step(second, code(first), server.clock().instant(), -1).isPresent()) {
      second = begin(); // Two seeds may have the same code.
    }
    assertThat(set(true, code(first))).isEqualTo(WRONG_CODE);
    assertThat(set(true, code(second))).isEqualTo("200 {}");
  }

  @Test
  void one_that_was_begun_is_given_up_without_a_code() {
    begin();
    assertThat(call("SetOwnTotp", "{\"Enabled\":false}")).isEqualTo("200 {}");
    assertThat(set(true, "123456"))
        .isEqualTo(
            error("InvalidParameterException", "No second factor waits for its first code."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ChangeOwnPassword", "SetOwnTotp"})
  void only_somebody_in_the_console_has_an_account(String operation) {
    var answer =
        server.call(
            "GatehouseService." + operation,
            "gatehouse",
            operation.equals("SetOwnTotp")
                ? "{\"Enabled\":true}"
                : "{\"OldPassword\":\"a\",\"NewPassword\":\"b\"}");
    assertThat(answer.status() + " " + answer.body())
        .isEqualTo(
            error(
                "NotAuthorizedException",
                "Only somebody who is signed in to the console has a password and a second"
                    + " factor."));
  }
}
