package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.SelfSite.EMAIL;
import static dev.gatehouse.aws.idp.user.SelfSite.EXPIRED;
import static dev.gatehouse.aws.idp.user.SelfSite.LIMIT;
import static dev.gatehouse.aws.idp.user.SelfSite.OK;
import static dev.gatehouse.aws.idp.user.SelfSite.OTHER_PASSWORD;
import static dev.gatehouse.aws.idp.user.SelfSite.PASSWORD;
import static dev.gatehouse.aws.idp.user.SelfSite.WRONG;
import static dev.gatehouse.aws.idp.user.SelfSite.attributes;
import static dev.gatehouse.aws.idp.user.SelfSite.error;
import static dev.gatehouse.aws.idp.user.SelfSite.invalid;
import static dev.gatehouse.aws.idp.user.SelfSite.name;
import static dev.gatehouse.aws.idp.user.SelfSite.notAuthorized;
import static dev.gatehouse.aws.idp.user.SelfSite.notBuilt;
import static dev.gatehouse.aws.idp.user.SelfSite.notThe;
import static dev.gatehouse.aws.idp.user.SelfSite.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ForgotPassword, ConfirmForgotPassword and AdminResetUserPassword (users §2.5, §2.11): every
/// answer whole.
class ForgotPasswordTest {
  private static final String NO_ADDRESS =
      invalid(
          "Cannot reset password for the user as there is no registered/verified email or"
              + " phone_number");
  private static final String STATE =
      notAuthorized("User password cannot be reset in the current state.");

  @TempDir Path folder;
  private SelfSite site;

  @BeforeEach
  void open() {
    site = SelfSite.open(folder, EMAIL, "");
    site.confirmed("jane");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private boolean isPassword(String name, String password) {
    var who = site.api.credentials(site.pool, name);
    return site.api.passwords.matches(Optional.of(who), password);
  }

  @Test
  void a_code_sets_another_password_once() {
    assertThat(site.forgot("jane")).isEqualTo(sent("j***@e***", "EMAIL", "email"));
    var code = site.code();
    assertThat(site.newest())
        .isEqualTo("FORGOT_PASSWORD jane@example.com Your password reset code is " + code);
    assertThat(site.state("jane"))
        .isEqualTo("CONFIRMED email=jane@example.com email_verified=true");
    assertThat(isPassword("jane", PASSWORD)).as("the old one until then").isTrue();

    assertThat(site.reset("jane", notThe(code), OTHER_PASSWORD)).isEqualTo(WRONG);
    assertThat(site.reset("jane", code, OTHER_PASSWORD)).isEqualTo(OK);
    assertThat(isPassword("jane", PASSWORD)).isFalse();
    assertThat(isPassword("jane", OTHER_PASSWORD)).isTrue();
    assertThat(site.reset("jane", code, PASSWORD)).isEqualTo(EXPIRED);
  }

  @Test
  void a_code_holds_for_an_hour() {
    site.forgot("jane");
    var code = site.code();
    site.api.clock.advance(Duration.ofHours(1));
    assertThat(site.reset("jane", code, OTHER_PASSWORD)).isEqualTo(EXPIRED);
    site.forgot("jane");
    site.api.clock.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(site.reset("jane", site.code(), OTHER_PASSWORD)).isEqualTo(OK);
  }

  @Test
  void bf_09_bf_11_twenty_guesses_an_hour_five_for_each_code() {
    for (int i = 0; i < 20; i++) {
      if (i % 5 == 0) {
        assertThat(site.forgot("jane")).startsWith("200 ");
      }
      assertThat(site.reset("jane", notThe(site.code()), OTHER_PASSWORD)).isEqualTo(WRONG);
    }
    site.forgot("jane");
    assertThat(site.reset("jane", site.code(), OTHER_PASSWORD)).isEqualTo(LIMIT);
    assertThat(site.forgot("jane")).as("BF-10").isEqualTo(LIMIT);
    site.api.clock.advance(Duration.ofHours(1));
    site.forgot("jane");
    assertThat(site.reset("jane", site.code(), OTHER_PASSWORD)).isEqualTo(OK);
  }

  @Test
  void bf_09_a_code_dies_after_five_wrong_guesses() {
    site.forgot("jane");
    var code = site.code();
    for (int i = 0; i < 5; i++) {
      assertThat(site.reset("jane", notThe(code), OTHER_PASSWORD)).isEqualTo(WRONG);
    }
    assertThat(site.reset("jane", code, OTHER_PASSWORD)).isEqualTo(EXPIRED);
  }

  @Test
  void bf_12_a_code_is_for_one_purpose_and_user() {
    site.signUpByMail("anna");
    var signUp = site.code();
    site.admin("AdminUpdateUserAttributes", name("anna") + attributes("email_verified", "true"));
    site.forgot("anna");
    var reset = site.code();
    assertThat(site.reset("anna", signUp, OTHER_PASSWORD)).isEqualTo(WRONG);
    assertThat(site.confirm("anna", reset)).isEqualTo(WRONG);
    site.forgot("jane");
    assertThat(site.reset("jane", reset, OTHER_PASSWORD)).isEqualTo(WRONG);
  }

  @Test
  void sr_12_the_policy_goes_before_the_code_which_stays() {
    site.forgot("jane");
    assertThat(site.reset("jane", site.code(), "weak"))
        .isEqualTo(
            error(
                "InvalidPasswordException",
                "Password does not conform to policy: Password not long enough"));
    assertThat(site.reset("jane", site.code(), OTHER_PASSWORD)).isEqualTo(OK);
  }

  @Test
  void sr_13_a_former_password_is_refused() {
    var history = ",'Policies':{'PasswordPolicy':{'MinimumLength':8,'PasswordHistorySize':2}}";
    var strict = SelfSite.on(site.api, EMAIL + history + ",'UserPoolTier':'ESSENTIALS'", "");
    strict.confirmed("jane");
    strict.forgot("jane");
    assertThat(strict.reset("jane", strict.code(), PASSWORD))
        .isEqualTo(
            error("PasswordHistoryPolicyViolationException", "Password has previously been used"));
    assertThat(strict.reset("jane", strict.code(), OTHER_PASSWORD)).isEqualTo(OK);
  }

  @Test
  void at_13_nothing_goes_to_an_address_that_is_not_verified() {
    site.signUpByMail("anna");
    assertThat(site.forgot("anna")).isEqualTo(NO_ADDRESS);
    assertThat(site.admin("AdminResetUserPassword", name("anna"))).isEqualTo(NO_ADDRESS);
    assertThat(site.reset("anna", site.code(), OTHER_PASSWORD)).isEqualTo(EXPIRED);
  }

  @Test
  void a_code_to_an_address_that_was_changed_is_dead() {
    site.forgot("jane");
    var code = site.code();
    site.admin(
        "AdminUpdateUserAttributes",
        name("jane") + attributes("email", "j@other.example", "email_verified", "true"));
    assertThat(site.reset("jane", code, OTHER_PASSWORD)).isEqualTo(EXPIRED);
    site.forgot("jane");
    var again = site.code();
    site.admin("AdminUpdateUserAttributes", name("jane") + attributes("email_verified", "false"));
    assertThat(site.reset("jane", again, OTHER_PASSWORD)).isEqualTo(EXPIRED);
  }

  @Test
  void whoever_has_a_temporary_password_uses_it() {
    site.forgot("jane");
    var code = site.code();
    site.admin("AdminSetUserPassword", name("jane") + ",'Password':'" + PASSWORD + "'");
    assertThat(site.forgot("jane")).isEqualTo(STATE);
    assertThat(site.admin("AdminResetUserPassword", name("jane"))).isEqualTo(STATE);
    assertThat(site.reset("jane", code, OTHER_PASSWORD)).isEqualTo(STATE);
    assertThat(isPassword("jane", PASSWORD)).isTrue();
  }

  @Test
  void an_open_client_says_who_is_there() {
    assertThat(site.forgot("nobody")).isEqualTo(SelfSite.NOBODY);
    assertThat(site.reset("nobody", "123456", OTHER_PASSWORD)).isEqualTo(SelfSite.NOBODY);
    site.admin("AdminDisableUser", name("jane"));
    var disabled = notAuthorized("User is disabled.");
    assertThat(site.forgot("jane")).isEqualTo(disabled);
    assertThat(site.reset("jane", "123456", OTHER_PASSWORD)).isEqualTo(disabled);
    assertThat(site.admin("AdminResetUserPassword", name("jane"))).isEqualTo(disabled);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "verified_email:1;verified_phone_number:2, EMAIL",
    "verified_email:2;verified_phone_number:1, SMS",
    "verified_email:1, EMAIL",
    "verified_phone_number:1, SMS"
  })
  void goes_to_the_address_that_the_pool_prefers(String mechanisms, String medium) {
    var settings =
        mechanisms.replaceAll("(\\w+):(\\d)", "{'Name':'$1','Priority':$2}").replace(';', ',');
    var other =
        SelfSite.on(
            site.api, ",'AccountRecoverySetting':{'RecoveryMechanisms':[" + settings + "]}", "");
    other.confirmed("jane");
    other.admin(
        "AdminUpdateUserAttributes",
        name("jane") + attributes("phone_number", "+12065550100", "phone_number_verified", "true"));
    assertThat(other.forgot("jane"))
        .isEqualTo(
            medium.equals("EMAIL")
                ? sent("j***@e***", "EMAIL", "email")
                : sent("+*******0100", "SMS", "phone_number"));
  }

  @Test
  void an_administrators_pool_resets_nothing() {
    var setting =
        ",'AccountRecoverySetting':{'RecoveryMechanisms':[{'Name':'admin_only','Priority':1}]}";
    var closed = SelfSite.on(site.api, EMAIL + setting, "");
    closed.confirmed("jane");
    assertThat(closed.forgot("jane"))
        .isEqualTo(notAuthorized("Contact administrator to reset password."));
    assertThat(closed.admin("AdminResetUserPassword", name("jane"))).isEqualTo(NO_ADDRESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UserMigration", "CustomMessage", "PostConfirmation"})
  void at_17_a_trigger_is_not_passed_over(String trigger) {
    var config =
        ",'LambdaConfig':{'" + trigger + "':'arn:aws:lambda:us-east-1:000000000000:function:f'}";
    var other = SelfSite.on(site.api, EMAIL + config, "");
    other.confirmed("jane");
    var refused = notBuilt("The trigger " + trigger + " of the user pool");
    assertThat(
            trigger.equals("PostConfirmation")
                ? other.reset("jane", "123456", OTHER_PASSWORD)
                : other.forgot("jane"))
        .isEqualTo(refused);
  }

  @Test
  void an_administrator_takes_the_password_away() {
    assertThat(site.admin("AdminResetUserPassword", name("jane"))).isEqualTo(OK);
    assertThat(site.state("jane"))
        .isEqualTo("RESET_REQUIRED email=jane@example.com email_verified=true");
    assertThat(site.newest())
        .isEqualTo("FORGOT_PASSWORD jane@example.com Your password reset code is " + site.code());
    assertThat(site.admin("AdminResetUserPassword", name("jane"))).as("again").isEqualTo(OK);
    assertThat(site.reset("jane", site.code(), OTHER_PASSWORD)).isEqualTo(OK);
    assertThat(site.state("jane"))
        .isEqualTo("CONFIRMED email=jane@example.com email_verified=true");
    assertThat(site.admin("AdminResetUserPassword", name("nobody")))
        .isEqualTo(error("UserNotFoundException", "User does not exist."));
  }
}
