package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.Totp;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.ConsoleUnderTest;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;

/// What the console's own addresses leave in the audit log (UI-19).
class ConsoleAuditWireTest extends ConsoleUnderTest {
  private static final String ADA = "arn:aws:iam::000000000000:user/Ada";

  private List<JsonObject> events(String name) {
    var answer = server.extension("ListAuditEvents", "{\"EventName\":\"" + name + "\"}");
    return ((JsonArray) answer.member("Events").orElse(JsonValue.NULL))
        .elements().stream().map(JsonObject.class::cast).toList();
  }

  /// Those of an event, newest first, without what another run would have otherwise.
  private List<String> texts(String name) {
    return events(name).stream()
        .map(event ->
            Json.text(event)
                .replaceFirst("\"EventId\":\"[^\"]+\",", "")
                .replaceFirst("\"UserAgent\":\"Java[^\"]+\"", "\"UserAgent\":\"AGENT\"")
                .replaceFirst("\"RequestId\":\"[0-9a-f-]{36}\"", "\"RequestId\":\"ID\""))
        .toList();
  }

  private List<String> awaitTexts(String name, int count) {
    return Patience.until("the events", () -> texts(name), found -> found.size() == count);
  }

  private static String text(String time, String name, String actor, String rest) {
    return ("{\"EventTime\":%s,\"EventName\":\"%s\",\"Actor\":\"%s\",\"SourceAddress\":\"127.0.0.1\","
            + "\"UserAgent\":\"AGENT\",\"RequestId\":\"ID\",\"Region\":\"us-east-1\",%s}")
        .formatted(time, name, actor, rest);
  }

  private static String done(String name, String actor, String parameters) {
    return text("1767323045.678", name, actor, "\"RequestParameters\":" + parameters);
  }

  private static String refused(String name, String actor, String parameters, ConsoleError error) {
    return text(
        "1767323045.678",
        name,
        actor,
        "\"RequestParameters\":%s,\"ErrorCode\":\"%s\",\"ErrorMessage\":\"%s\""
            .formatted(parameters, error.code(), error.text()));
  }

  @Test
  void ui_19_set_up_sign_in_and_sign_out_leave_one_event_each() {
    assertThat(texts("ConsoleSetUp"))
        .containsExactly(done("ConsoleSetUp", ADA, "{\"Name\":\"Ada\",\"SecondFactor\":false}"));

    var page = Browser.signIn(server, "ada", PASSWORD);
    assertThat(texts("ConsoleSignIn"))
        .containsExactly(done("ConsoleSignIn", ADA, "{\"Name\":\"Ada\",\"SecondFactor\":false}"));

    assertThat(page.get("session").status()).isEqualTo(200);
    assertThat(page.delete("session").status()).isEqualTo(204);
    assertThat(page.delete("session").status()).isEqualTo(204);
    assertThat(texts("ConsoleSignOut"))
        .as("one session ends once")
        .containsExactly(done("ConsoleSignOut", ADA, "{\"Name\":\"Ada\"}"));
    assertThat(texts("ConsoleSignIn")).hasSize(1);
  }

  @Test
  void ui_19_a_refused_sign_in_says_whose_name_it_was_and_nothing_of_what_was_typed() {
    Browser.at(server).post("session", Browser.password("Ada", "hunter2hunter2"));
    Browser.at(server).post("session", Browser.password("hunter2hunter2", "hunter2hunter2"));

    assertThat(awaitTexts("ConsoleSignIn", 2))
        .containsExactly(
            refused(
                "ConsoleSignIn",
                "anonymous",
                "{\"Name\":\"hunt…\",\"SecondFactor\":false}",
                ConsoleError.WRONG_PASSWORD),
            refused(
                "ConsoleSignIn",
                ADA,
                "{\"Name\":\"Ada\",\"SecondFactor\":false}",
                ConsoleError.WRONG_PASSWORD));
  }

  /// A strange name must neither be cut within a character nor hide the events of all others.
  @Test
  void ui_19_a_name_with_an_emoji_is_cut_behind_it_and_the_log_can_be_read() {
    Browser.at(server).post("session", Browser.password("abc\uD83D\uDE00x", "y"));
    Browser.at(server)
        .post("setup", "{\"Token\":\"guess\",\"Name\":\"abc\uD83D\uDE00x\",\"Password\":\"y\"}");

    var parameters = "{\"Name\":\"abc\uD83D\uDE00…\",\"SecondFactor\":false}";
    assertThat(awaitTexts("ConsoleSignIn", 1))
        .containsExactly(
            refused("ConsoleSignIn", "anonymous", parameters, ConsoleError.WRONG_PASSWORD));
    assertThat(awaitTexts("ConsoleSetUp", 2).getFirst())
        .isEqualTo(refused("ConsoleSetUp", "anonymous", parameters, ConsoleError.SET_UP_DONE));
  }

  @Test
  void ui_19_a_refused_set_up_is_there_and_what_is_no_request_is_not() {
    Browser.at(server)
        .post("setup", "{\"Token\":\"guess\",\"Name\":\"Eve\",\"Password\":\"hunter2hunter2\"}");
    Browser.at(server).post("session", "{\"Name\":\"Ada\"}");
    Browser.at(server).post("session", "{\"Password\":\"hunter2hunter2\"}");

    assertThat(awaitTexts("ConsoleSetUp", 2).getFirst())
        .isEqualTo(
            refused(
                "ConsoleSetUp",
                "anonymous",
                "{\"Name\":\"Eve\",\"SecondFactor\":false}",
                ConsoleError.SET_UP_DONE));
    assertThat(texts("ConsoleSignIn")).isEmpty();
    assertThat(texts("ConsoleStepUp")).isEmpty();
  }

  @Test
  void ui_19_the_second_factor_is_confirmed_and_used_and_no_code_is_kept() {
    var secret =
        ada.extension("SetOwnTotp", "{\"Enabled\":true}").json().string("TotpSecret").orElseThrow();
    var seed = Base32.decode(secret);
    var first = Totp.code(seed, server.clock().instant());
    ada.post("session", "{\"ConfirmTotp\":\"" + first + "\"}");
    assertThat(texts("ConsoleConfirmTotp"))
        .containsExactly(done("ConsoleConfirmTotp", ADA, "{\"Name\":\"Ada\"}"));

    assertThat(Browser.at(server).post("session", Browser.password("Ada", PASSWORD)).status())
        .isEqualTo(401);
    assertThat(awaitTexts("ConsoleSignIn", 1))
        .as("whoever knows the password")
        .containsExactly(
            refused(
                "ConsoleSignIn",
                ADA,
                "{\"Name\":\"Ada\",\"SecondFactor\":false}",
                ConsoleError.CODE_NEEDED));
    server.advance(Duration.ofSeconds(30));
    var code = Totp.code(seed, server.clock().instant());
    var body = "{\"Password\":\"%s\",\"Code\":\"%s\"}".formatted(PASSWORD, code);
    assertThat(ada.post("session", body).status()).isEqualTo(200);
    assertThat(texts("ConsoleStepUp"))
        .containsExactly(
            text(
                "1767323075.678",
                "ConsoleStepUp",
                ADA,
                "\"RequestParameters\":{\"Name\":\"Ada\",\"SecondFactor\":true}"));
    assertThat(server.extension("ListAuditEvents", "{}").toString())
        // Longer ids and times may hold any six digits.
        .doesNotContainPattern("(?<![0-9A-Za-z])(%s|%s)(?![0-9A-Za-z])".formatted(first, code))
        .doesNotContain(secret, PASSWORD);
  }

  /// The page has the secret from then on, uncovered or not: it cannot leave the event out.
  @Test
  void ui_08_whoever_opens_a_client_with_a_secret_in_the_console_is_in_the_log() {
    var pool = made(ada.cognito("CreateUserPool", "{\"PoolName\":\"a\"}"), "UserPool", "Id");
    var client =
        made(
            ada.cognito(
                "CreateUserPoolClient",
                "{\"UserPoolId\":\"%s\",\"ClientName\":\"a\",\"GenerateSecret\":true}"
                    .formatted(pool)),
            "UserPoolClient",
            "ClientId");
    var shown =
        ada.cognito(
            "DescribeUserPoolClient",
            "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"}".formatted(pool, client));

    var event =
        Patience.until(
            "the event", () -> events("DescribeUserPoolClient"), found -> !found.isEmpty());
    assertThat(event.getFirst().string("Actor")).contains(ADA);
    assertThat(Json.text(event.getFirst()))
        .contains(client)
        .doesNotContain(made(shown, "UserPoolClient", "ClientSecret"));
  }

  private static String made(TestServer.Answer answer, String what, String member) {
    return answer.json().object(what).flatMap(each -> each.string(member)).orElseThrow();
  }

  @Test
  void ui_19_the_link_of_a_dev_server_leaves_an_event_used_or_guessed() {
    server.close();
    server = TestServer.dev();
    var page = Browser.at(server);
    page.post("session", "{\"LinkToken\":\"guess\"}");
    page.post(
        "session",
        "{\"LinkToken\":\"%s\"}".formatted(server.consoleLink().replaceFirst(".*token=", "")));

    assertThat(awaitTexts("ConsoleLinkSignIn", 2))
        .containsExactlyInAnyOrder(
            done("ConsoleLinkSignIn", "arn:aws:iam::000000000000:user/dev", "{\"Name\":\"dev\"}"),
            refused("ConsoleLinkSignIn", "anonymous", "{}", ConsoleError.WRONG_LINK));
  }

  /// Each name waits after five; the log keeps one of a kind, and the answers are as ever.
  @Test
  void ui_19_the_same_guess_again_and_again_is_one_event_a_minute() {
    for (int n = 0; n < 5; n++) {
      Browser.at(server).post("session", Browser.password("Ada", "wrong"));
    }
    for (int n = 0; n < 20; n++) {
      assertThat(Browser.at(server).post("session", Browser.password("Ada", "wrong")).status())
          .isEqualTo(429);
    }
    assertThat(
            Patience.until("the events", () -> events("ConsoleSignIn"), found -> found.size() == 2)
                .stream()
                .map(event -> event.string("ErrorCode").orElseThrow()))
        .containsExactly("TooManyAttempts", "WrongPassword");
  }

  /// From many addresses, as a proxy tells them.
  @Test
  void ui_19_guesses_at_a_name_do_not_hide_who_knows_its_password() {
    server.close();
    server = TestServer.strict("http.trusted-proxies=127.0.0.1,::1");
    ada = Browser.setUp(server, "Ada", PASSWORD);
    var secret =
        ada.extension("SetOwnTotp", "{\"Enabled\":true}").json().string("TotpSecret").orElseThrow();
    var code = Totp.code(Base32.decode(secret), server.clock().instant());
    assertThat(ada.post("session", "{\"ConfirmTotp\":\"" + code + "\"}").status()).isEqualTo(200);
    for (int host = 1; host <= 20; host++) {
      from("203.0.113." + host).post("session", Browser.password("Ada", "wrong"));
    }
    server.advance(Duration.ofSeconds(1));
    assertThat(from("198.51.100.1").post("session", Browser.password("Ada", PASSWORD)).body())
        .contains("CodeNeeded");

    assertThat(
            Patience.until("the events", () -> events("ConsoleSignIn"), found -> found.size() == 16)
                .getFirst()
                .string("ErrorCode"))
        .contains("CodeNeeded");
  }

  private Browser from(String address) {
    return Browser.at(server).behind("X-Forwarded-For", address, "X-Forwarded-Proto", "https");
  }

  /// The link's administrator is in the transaction of the event, and so in no other.
  @Test
  void ui_19_without_the_event_the_administrator_of_a_dev_server_s_link_is_not_made()
      throws SQLException {
    server.close();
    server = TestServer.dev();
    var link = link();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + server.folder().resolve("gatehouse.db"));
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER no_events BEFORE INSERT ON audit_event"
              + " BEGIN SELECT RAISE(ABORT, 'full'); END");
      assertThat(signIn(link).status()).isEqualTo(500);
      assertThat(server.extension("ListAdministrators", "{}").toString())
          .doesNotContain("\"dev\"", "value=dev");
      statement.execute("DROP TRIGGER no_events");
    }
    assertThat(signIn(link()).status()).isEqualTo(200);
  }

  /// The token of a new one.
  private String link() {
    var link = server.extension("CreateSignInLink", "{}").string("SignInLink").orElseThrow();
    return link.replaceFirst(".*token=", "");
  }

  private TestServer.Answer signIn(String link) {
    return Browser.at(server).post("session", "{\"LinkToken\":\"%s\"}".formatted(link));
  }
}
