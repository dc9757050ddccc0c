package dev.gatehouse.console;

import static dev.gatehouse.console.ConsoleAnswers.CODE_NEEDED;
import static dev.gatehouse.console.ConsoleAnswers.LOCKED;
import static dev.gatehouse.console.ConsoleAnswers.WRONG_CODE;
import static dev.gatehouse.console.ConsoleAnswers.WRONG_PASSWORD;
import static dev.gatehouse.console.ConsoleAnswers.administrator;
import static dev.gatehouse.console.ConsoleAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.Totp;
import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.ConsoleUnderTest;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Answer;
import dev.gatehouse.testing.WrongTotp;
import java.time.Duration;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in to the console: passwords, codes, and how often both may be wrong.
class SignInWireTest extends ConsoleUnderTest {
  private Answer signIn(String name, String password) {
    return Browser.at(server).post("session", Browser.password(name, password));
  }

  private Answer signIn(String code) {
    return Browser.at(server)
        .post(
            "session",
            "{\"Name\":\"Ada\",\"Password\":\"%s\",\"Code\":\"%s\"}".formatted(PASSWORD, code));
  }

  /// Turns the second factor on; returns its seed.
  private byte[] enableTotp() {
    var secret =
        ada.extension("SetOwnTotp", "{\"Enabled\":true}").json().string("TotpSecret").orElseThrow();
    var seed = Base32.decode(secret);
    var code = Totp.code(seed, server.clock().instant());
    assertThat(text(ada.post("session", "{\"ConfirmTotp\":\"" + code + "\"}")))
        .isEqualTo(administrator("Ada"));
    return seed;
  }

  private String code(byte[] seed) {
    return Totp.code(seed, server.clock().instant());
  }

  @Test
  void a_name_is_the_same_in_any_case_and_a_password_is_not() {
    assertThat(text(signIn("aDA", PASSWORD))).isEqualTo(administrator("Ada"));
    assertThat(text(signIn("Ada", PASSWORD.toUpperCase(java.util.Locale.ROOT))))
        .isEqualTo(WRONG_PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "", "a b", "' OR 1=1 --", "\\u0000"})
  void en_10_a_name_that_nobody_has_is_answered_and_locked_as_one_that_somebody_has(String name) {
    for (int n = 0; n < 5; n++) {
      assertThat(text(signIn(name, "x"))).isEqualTo(WRONG_PASSWORD);
    }
    assertThat(text(signIn(name, "x"))).isEqualTo(LOCKED);
  }

  @Test
  void bf_01_after_five_wrong_passwords_the_delay_grows_and_the_right_one_waits_too() {
    for (int n = 0; n < 5; n++) {
      assertThat(text(signIn("Ada", "wrong"))).isEqualTo(WRONG_PASSWORD);
    }
    var locked = signIn("ADA", PASSWORD);
    assertThat(text(locked)).isEqualTo(LOCKED);
    assertThat(locked.header("retry-after")).contains("1");

    server.advance(Duration.ofSeconds(1));
    assertThat(text(signIn("Ada", "wrong"))).isEqualTo(WRONG_PASSWORD);
    assertThat(signIn("Ada", PASSWORD).header("retry-after")).contains("2");
    server.advance(Duration.ofSeconds(2));
    assertThat(text(signIn("Ada", PASSWORD)))
        .isEqualTo(
            administrator("Ada").replace("" + ConsoleAnswers.HOUR, "" + (ConsoleAnswers.HOUR + 3)));
  }

  @Test
  void bf_06_one_password_tried_with_many_names_is_slowed_down_as_well() {
    for (int n = 0; n < 5; n++) {
      assertThat(text(signIn("nobody" + n, "x"))).isEqualTo(WRONG_PASSWORD);
    }
    assertThat(text(signIn("nobody5", "x"))).isEqualTo(LOCKED);
    assertThat(text(signIn("Ada", PASSWORD))).isEqualTo(LOCKED);
    server.advance(Duration.ofSeconds(1));
    assertThat(signIn("Ada", PASSWORD).status()).isEqualTo(200);
  }

  /// BF-07: whoever reaches the listener could keep the only administrator out.
  @Test
  void bf_07_strangers_make_a_name_wait_a_quarter_of_an_hour_at_most() {
    for (int n = 0; n < 101; n++) {
      assertThat(text(signIn("Ada", "wrong"))).as("guess %s", n + 1).isEqualTo(WRONG_PASSWORD);
      server.advance(Duration.ofMinutes(15));
    }
    assertThat(signIn("Ada", PASSWORD).status()).isEqualTo(200);
  }

  /// BF-09: of six digits, thousands of guesses a week would be enough.
  @Test
  void bf_09_a_hundred_wrong_codes_of_who_knows_the_password_are_the_end_until_a_reset() {
    var seed = enableTotp();
    Browser.add(server, "Eve", "Administrator", "");
    for (int n = 0; n < 100; n++) {
      server.advance(Duration.ofMinutes(15));
      assertThat(text(signIn("x" + n))).as("code %s", n + 1).isEqualTo(WRONG_CODE);
    }
    server.advance(Duration.ofMinutes(15));
    var ended = signIn(code(seed));
    assertThat(text(ended)).isEqualTo(LOCKED);
    assertThat(ended.header("retry-after")).contains("" + (Duration.ofDays(30).toSeconds() - 900));
    server.extension("ResetAdministrator", "{\"Name\":\"Ada\"}");
    assertThat(text(signIn(code(seed)))).isEqualTo(WRONG_PASSWORD);
  }

  @Test
  void right_passwords_are_not_counted() {
    for (int n = 0; n < 12; n++) {
      assertThat(signIn("Ada", PASSWORD).status()).isEqualTo(200);
    }
    for (int n = 0; n < 4; n++) {
      signIn("Ada", "wrong");
    }
    assertThat(signIn("Ada", PASSWORD).status()).isEqualTo(200);
    assertThat(text(signIn("Ada", "wrong"))).as("counted anew").isEqualTo(WRONG_PASSWORD);
  }

  @Test
  void bf_05_wrong_guesses_stay_counted_after_a_restart() {
    for (int n = 0; n < 5; n++) {
      signIn("Ada", "wrong");
    }
    server.close();
    server = TestServer.start(server.folder(), server.clock(), java.util.List.of());
    assertThat(text(signIn("Ada", PASSWORD))).isEqualTo(LOCKED);
  }

  @Test
  void ui_07_a_code_is_asked_for_after_the_password_and_good_once() {
    var seed = enableTotp();
    assertThat(text(signIn("Ada", "wrong"))).isEqualTo(WRONG_PASSWORD);
    assertThat(text(signIn("Ada", PASSWORD))).isEqualTo(CODE_NEEDED);
    assertThat(text(signIn(code(seed)))).as("used to turn it on").isEqualTo(WRONG_CODE);

    server.advance(Duration.ofSeconds(30));
    var code = code(seed);
    assertThat(signIn(code).status()).isEqualTo(200);
    assertThat(text(signIn(code))).isEqualTo(WRONG_CODE);
    server.advance(Duration.ofSeconds(30));
    assertThat(text(signIn(WrongTotp.of(seed, server.clock().instant(), 0)))).isEqualTo(WRONG_CODE);
    assertThat(signIn(code(seed)).status()).isEqualTo(200);
  }

  @Test
  void bf_03_codes_are_counted_also_by_somebody_who_knows_the_password() {
    var seed = enableTotp();
    for (int n = 0; n < 5; n++) {
      assertThat(text(signIn("Ada", PASSWORD))).isEqualTo(CODE_NEEDED);
      assertThat(text(signIn(WrongTotp.of(seed, server.clock().instant(), n))))
          .isEqualTo(WRONG_CODE);
    }
    assertThat(text(signIn(WrongTotp.of(seed, server.clock().instant(), 9)))).isEqualTo(LOCKED);
    assertThat(text(signIn("Ada", PASSWORD))).isEqualTo(LOCKED);
  }

  @Test
  void a_code_where_there_is_no_second_factor_is_wrong() {
    assertThat(text(signIn("123456"))).isEqualTo(WRONG_CODE);
  }

  @Test
  void a_first_code_needs_somebody_who_is_signed_in_and_a_factor_that_waits() {
    assertThat(text(Browser.at(server).post("session", "{\"ConfirmTotp\":\"123456\"}")))
        .isEqualTo(ConsoleAnswers.NO_SESSION);
    assertThat(text(ada.post("session", "{\"ConfirmTotp\":\"123456\"}"))).isEqualTo(WRONG_CODE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Name\":\"Ada\"}",
        "{\"Name\":\"Ada\",\"Password\":7}",
        "{\"Name\":\"Ada\",\"Password\":\"x\",\"Code\":123456}",
        "{\"Name\":\"Ada\",\"Password\":\"x\",\"Remember\":true}",
        "{\"Name\":\"Ada\",\"Password\":\"x\",\"LinkToken\":\"x\"}",
        "{\"Name\":\"Ada\",\"Name\":\"Eve\",\"Password\":\"x\"}",
        "[\"Ada\"]",
        "Ada"
      })
  void what_is_no_request_is_refused_and_not_counted(String body) {
    for (int n = 0; n < 6; n++) {
      assertThat(text(Browser.at(server).post("session", body)))
          .isEqualTo(ConsoleAnswers.BAD_REQUEST);
    }
    assertThat(signIn("Ada", PASSWORD).status()).isEqualTo(200);
  }
}
