package dev.gatehouse.console;

import static dev.gatehouse.console.ConsoleAnswers.CODE_NEEDED;
import static dev.gatehouse.console.ConsoleAnswers.LOCKED;
import static dev.gatehouse.console.ConsoleAnswers.NO_SESSION;
import static dev.gatehouse.console.ConsoleAnswers.WRONG_CODE;
import static dev.gatehouse.console.ConsoleAnswers.WRONG_PASSWORD;
import static dev.gatehouse.console.ConsoleAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.Totp;
import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.ConsoleUnderTest;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.WrongTotp;
import java.time.Duration;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A second proof before what matters most (UI-07).
class StepUpWireTest extends ConsoleUnderTest {
  private static final Duration MAX = Duration.ofMinutes(10);
  private static final String AGAIN = "{\"Password\":\"" + PASSWORD + "\"}";

  @Override
  protected String[] settings() {
    return new String[] {"console.step-up=10m"};
  }

  private static String stepUpRequired(String action) {
    return "400 {\"__type\":\"GatehouseStepUpRequired\",\"message\":\""
        + action
        + " by the console"
        + " needs a sign-in that is not older than 600 seconds: enter your password, and your code"
        + " where you have a second factor.\"}";
  }

  private static String create(Browser page) {
    var answer = page.extension("CreateAccessKey", "{}");
    return answer.status() == 200 ? "200" : text(answer);
  }

  private String again(String code) {
    return text(
        ada.post("session", "{\"Password\":\"%s\",\"Code\":\"%s\"}".formatted(PASSWORD, code)));
  }

  @Test
  void ui_07_after_ten_minutes_the_password_is_asked_for_once_more() {
    server.advance(MAX.minusMillis(1));
    assertThat(create(ada)).isEqualTo("200");
    server.advance(Duration.ofMillis(1));
    assertThat(create(ada)).isEqualTo(stepUpRequired("gatehouse:CreateAccessKey"));
    assertThat(ada.get("session").status()).as("a reload is no proof").isEqualTo(200);
    assertThat(create(ada)).isEqualTo(stepUpRequired("gatehouse:CreateAccessKey"));

    var old = ada.cookie().orElseThrow();
    assertThat(ada.post("session", AGAIN).status()).isEqualTo(200);

    assertThat(create(ada)).isEqualTo("200");
    assertThat(text(Browser.at(server).withCookie(old).get("session"))).isEqualTo(NO_SESSION);
    server.advance(MAX);
    assertThat(create(ada)).isEqualTo(stepUpRequired("gatehouse:CreateAccessKey"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSCognitoIdentityProviderService.AddUserPoolClientSecret",
        "AWSCognitoIdentityProviderService.DeleteUserPool",
        "GatehouseService.CreateAccessKey",
        "GatehouseService.CreateAdministrator",
        "GatehouseService.CreateSetUpLink",
        "GatehouseService.DeleteAccessKey",
        "GatehouseService.DeleteAdministrator",
        "GatehouseService.ResetAdministrator",
        "GatehouseService.RotateSigningKeys",
        "GatehouseService.SetAccessKeyStatus",
        "GatehouseService.SetOwnTotp",
        "GatehouseService.UpdateAdministrator"
      })
  void ui_07_what_makes_or_takes_away_the_means_to_act_needs_it_and_only_in_the_console(
      String target) {
    server.advance(MAX);
    var service = target.startsWith("AWS") ? "cognito-idp" : "gatehouse";
    var action = service + target.substring(target.indexOf('.')).replace('.', ':');
    assertThat(text(ada.call(server, target, service, "{}"))).isEqualTo(stepUpRequired(action));
    assertThat(server.call(target, service, "{}").body())
        .as("with an access key of his own")
        .doesNotContain("GatehouseStepUpRequired");
  }

  @Test
  void ui_07_everything_else_goes_on() {
    server.advance(MAX);
    assertThat(ada.cognito("CreateUserPool", "{\"PoolName\":\"a\"}").status()).isEqualTo(200);
    assertThat(ada.extension("ListAccessKeys", "{}").status()).isEqualTo(200);
  }

  /// What the role does not allow is refused as ever: a password would change nothing.
  @Test
  void ui_07_the_role_comes_first() {
    var reader = Browser.add(server, "reader", "ReadOnly", "");
    server.advance(MAX);
    assertThat(reader.extension("CreateAccessKey", "{}").body())
        .contains("\"AccessDeniedException\"");
  }

  @Test
  void ui_07_it_is_asked_for_the_second_factor_too() {
    var secret =
        ada.extension("SetOwnTotp", "{\"Enabled\":true}").json().string("TotpSecret").orElseThrow();
    var seed = Base32.decode(secret);
    var first = Totp.code(seed, server.clock().instant());
    assertThat(ada.post("session", "{\"ConfirmTotp\":\"" + first + "\"}").status()).isEqualTo(200);
    server.advance(MAX);

    assertThat(text(ada.post("session", AGAIN))).isEqualTo(CODE_NEEDED);
    assertThat(create(ada)).isEqualTo(stepUpRequired("gatehouse:CreateAccessKey"));
    assertThat(again(old(seed, first))).isEqualTo(WRONG_CODE);
    assertThat(again(Totp.code(seed, server.clock().instant()))).startsWith("200 ");
    assertThat(create(ada)).isEqualTo("200");
  }

  /// A code that was used, unless another step has the same one.
  private String old(byte[] seed, String used) {
    var now = server.clock().instant();
    return Totp.step(seed, used, now, -1).isEmpty() ? used : WrongTotp.of(seed, now, 0);
  }

  @Test
  void bf_01_wrong_passwords_are_counted_for_himself_alone() {
    server.advance(MAX);
    for (int n = 0; n < 5; n++) {
      assertThat(text(ada.post("session", "{\"Password\":\"wrong\"}"))).isEqualTo(WRONG_PASSWORD);
    }
    assertThat(text(ada.post("session", AGAIN))).isEqualTo(LOCKED);
    assertThat(Browser.at(server).post("session", Browser.password("Ada", PASSWORD)).status())
        .as("elsewhere he signs in")
        .isEqualTo(200);
    assertThat(create(ada)).isEqualTo(stepUpRequired("gatehouse:CreateAccessKey"));
    assertThat(ada.get("session").status()).as("he stays signed in").isEqualTo(200);
    server.advance(Duration.ofSeconds(1));
    assertThat(ada.post("session", AGAIN).status()).isEqualTo(200);
    assertThat(create(ada)).isEqualTo("200");
  }

  /// From his own address, too: a proxy may be the address of all.
  @Test
  void bf_07_strangers_who_guess_at_his_name_do_not_keep_him_from_it() {
    server.advance(MAX);
    for (int n = 0; n < 5; n++) {
      var stranger = Browser.at(server).post("session", Browser.password("Ada", "wrong"));
      assertThat(text(stranger)).isEqualTo(WRONG_PASSWORD);
    }
    assertThat(text(Browser.at(server).post("session", Browser.password("Ada", PASSWORD))))
        .isEqualTo(LOCKED);

    assertThat(ada.post("session", AGAIN).status()).isEqualTo(200);
    assertThat(create(ada)).isEqualTo("200");
    assertThat(text(Browser.at(server).post("session", Browser.password("Ada", PASSWORD))))
        .as("what strangers guessed stays counted")
        .isEqualTo(LOCKED);
  }

  @Test
  void a_second_proof_needs_a_session() {
    assertThat(text(Browser.at(server).post("session", AGAIN))).isEqualTo(NO_SESSION);
  }

  @Test
  void ui_07_on_a_loopback_address_nobody_is_asked_unless_the_setting_says_so() {
    server.close();
    server = TestServer.strict();
    ada = Browser.setUp(server, "Ada", PASSWORD);
    server.advance(Duration.ofMinutes(29));
    assertThat(create(ada)).isEqualTo("200");
  }
}
