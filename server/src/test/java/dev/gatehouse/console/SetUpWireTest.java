package dev.gatehouse.console;

import static dev.gatehouse.console.ConsoleAnswers.administrator;
import static dev.gatehouse.console.ConsoleAnswers.error;
import static dev.gatehouse.console.ConsoleAnswers.fieldError;
import static dev.gatehouse.console.ConsoleAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.Race;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How the first administrator, and each further one, gets a password (UI-01; S-1 to S-3).
class SetUpWireTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String WRONG_TOKEN =
      error(
          403,
          "WrongToken",
          "The set-up link is wrong, was used already, or has ended. `gatehouse admin setup-link`"
              + " prints a new one.");
  private static final String SET_UP_DONE =
      error(
          409,
          "SetUpDone",
          "Set-up is done: sign in. An administrator, or `gatehouse admin reset NAME`, makes a link"
              + " for somebody who cannot.");

  private TestServer server;
  private Browser page;

  @BeforeEach
  void start() {
    server = TestServer.strict();
    page = Browser.at(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String link() {
    return Browser.token(server.extension("CreateSetUpLink", "{}"));
  }

  private static String body(String token, String name, String password) {
    return "{\"Token\":\"%s\",\"Name\":\"%s\",\"Password\":\"%s\"}"
        .formatted(token, name, password);
  }

  private String setUp(String token, String name, String password) {
    return text(page.post("setup", body(token, name, password)));
  }

  private String state() {
    return text(page.get("state"));
  }

  @Test
  void s_1_to_s_3_ui_01_a_link_makes_the_first_administrator_once() {
    assertThat(state())
        .isEqualTo("200 {\"SetUpDone\":false,\"Mode\":\"strict\",\"Version\":\"development\"}");
    var token = link();
    assertThat(setUp("wrong", "Ada", PASSWORD)).isEqualTo(WRONG_TOKEN);

    assertThat(setUp(token, "Ada", PASSWORD)).isEqualTo(administrator("Ada"));

    assertThat(text(page.get("session"))).isEqualTo(administrator("Ada"));
    assertThat(setUp(token, "Eve", PASSWORD)).isEqualTo(SET_UP_DONE);
    assertThat(setUp("wrong", "Eve", PASSWORD)).isEqualTo(SET_UP_DONE);
    assertThat(state())
        .isEqualTo("200 {\"SetUpDone\":true,\"Mode\":\"strict\",\"Version\":\"development\"}");
    assertThat(text(Browser.at(server).post("session", Browser.password("ada", PASSWORD))))
        .isEqualTo(administrator("Ada"));
  }

  @Test
  void ui_01_there_is_no_login_before_set_up() {
    for (var name : List.of("admin", "administrator", "gatehouse", "dev", "root")) {
      assertThat(text(page.post("session", Browser.password(name, name))))
          .isEqualTo(ConsoleAnswers.WRONG_PASSWORD);
      server.advance(Duration.ofHours(1)); // Without the delay that grows.
    }
    assertThat(text(page.post("session", "{\"LinkToken\":\"x\"}")))
        .isEqualTo(
            error(
                401,
                "WrongLink",
                "The link is wrong or was used already. `gatehouse quickstart` and each start of a"
                    + " dev server print a new one."));
  }

  @Test
  void ui_01_a_new_link_takes_the_place_of_the_old_and_ends_after_a_day() {
    var old = link();
    var token = link();
    assertThat(setUp(old, "Ada", PASSWORD)).isEqualTo(WRONG_TOKEN);
    server.advance(Duration.ofDays(1));
    assertThat(setUp(token, "Ada", PASSWORD)).isEqualTo(WRONG_TOKEN);
    var last = link();
    server.advance(Duration.ofDays(1).minusMillis(1));
    assertThat(setUp(last, "Ada", PASSWORD)).startsWith("200 ");
  }

  @Test
  void ui_01_of_many_who_have_the_link_one_becomes_the_administrator() throws Exception {
    var token = link();
    var answers = new ConcurrentLinkedQueue<Integer>();
    Race.of(
        6,
        i ->
            answers.add(
                Patience.until( // Where others' passwords are being hashed, later.
                    "an answer",
                    () ->
                        Browser.at(server).post("setup", body(token, "ada" + i, PASSWORD)).status(),
                    status -> status != 429)));
    assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
    assertThat(server.extension("ListAdministrators", "{}").toString()).containsOnlyOnce("ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "zoë", "a/b", "<b>", "a:b", "\\u0000"})
  void a_name_that_cannot_be_one_is_a_field_error_and_the_link_stays_good(String name) {
    var token = link();
    assertThat(setUp(token, name, PASSWORD))
        .isEqualTo(
            fieldError(
                "BadName",
                "Name",
                "A name is 1 to 64 letters and digits of the Latin alphabet and characters of _ + ="
                    + " , . @ -"));
    assertThat(setUp(token, "a".repeat(64), PASSWORD)).startsWith("200 ");
  }

  @ParameterizedTest
  @CsvSource({
    "'', PasswordTooShort, The password must have at least 12 characters.",
    "elevenchars, PasswordTooShort, The password must have at least 12 characters.",
    "ADA-LOVELACE, PasswordIsName, The password must be another text than the name."
  })
  void a_password_that_cannot_be_one_is_a_field_error(
      String password, String error, String message) {
    var token = link();
    assertThat(setUp(token, "Ada-Lovelace", password))
        .isEqualTo(fieldError(error, "Password", message));
    assertThat(setUp(token, "Ada-Lovelace", "🦞".repeat(257)))
        .isEqualTo(
            fieldError(
                "PasswordTooLong", "Password", "The password must have at most 256 characters."));
    assertThat(setUp(token, "Ada-Lovelace", "🦞".repeat(256))).startsWith("200 ");
  }

  @Test
  void an_administrators_own_link_chooses_his_password_and_knows_his_name() {
    Browser.setUp(server, "Ada", PASSWORD);
    var made =
        server.extension("CreateAdministrator", "{\"Name\":\"Grace\",\"Role\":\"ReadOnly\"}");
    assertThat(made.string("SetUpLink").orElseThrow())
        .startsWith("http://localhost:" + server.managementPort() + "/console/#/setup?token=");
    var token = Browser.token(made);
    assertThat(text(page.post("session", Browser.password("Grace", PASSWORD))))
        .isEqualTo(ConsoleAnswers.WRONG_PASSWORD);

    assertThat(setUp(token, "Eve", PASSWORD))
        .isEqualTo(fieldError("OtherName", "Name", "The link is for another name."));
    assertThat(
            text(
                page.post(
                    "setup", "{\"Token\":\"%s\",\"Password\":\"%s\"}".formatted(token, PASSWORD))))
        .isEqualTo(ConsoleAnswers.session("Grace", "ReadOnly", "[]", ConsoleAnswers.HOUR));
    assertThat(setUp(token, "Grace", PASSWORD)).isEqualTo(SET_UP_DONE);
  }

  @Test
  void ui_07_a_second_factor_begins_with_set_up_and_counts_from_its_first_code_on() {
    var answer =
        page.post("setup", body(link(), "Ada", PASSWORD).replace("}", ",\"WithTotp\":true}"));
    var secret = answer.json().string("TotpSecret").orElseThrow();
    assertThat(text(answer))
        .isEqualTo(
            administrator("Ada")
                .replaceFirst(
                    "}$",
                    ",\"TotpSecret\":\"%s\",\"TotpUri\":\"otpauth://totp/Gatehouse:Ada?secret=%s&issuer=Gatehouse\"}"
                        .formatted(secret, secret)));
    assertThat(secret).matches("[A-Z2-7]{32}");
    assertThat(text(Browser.at(server).post("session", Browser.password("Ada", PASSWORD))))
        .as("not on yet")
        .isEqualTo(administrator("Ada"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "null",
        "{\"Name\":\"Ada\",\"Password\":\"correct horse battery\"}",
        "{\"Token\":\"t\",\"Name\":\"Ada\",\"Password\":\"correct horse battery\",\"Role\":\"x\"}",
        "{\"Token\":1,\"Name\":\"Ada\",\"Password\":\"correct horse battery\"}"
      })
  void what_is_no_request_is_refused(String body) {
    assertThat(text(page.post("setup", body))).isEqualTo(ConsoleAnswers.BAD_REQUEST);
  }
}
