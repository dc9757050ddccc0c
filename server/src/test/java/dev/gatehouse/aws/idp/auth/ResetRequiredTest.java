package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.json;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who holds tokens of a user whose password an administrator has reset (users §2.5): until there
/// is another password, nothing can be done with them. Above all the address to which the code of
/// the reset goes stays where it is.
class ResetRequiredTest {
  private static final String OTHER = "Other-Horse-2";
  private static final String REFUSED =
      error("PasswordResetRequiredException", "Password reset required for the user");

  private final SignInSite site =
      SignInSite.on(TestServer.dev(), ",'AutoVerifiedAttributes':['email']", FLOWS);
  private String access = "";
  private String refresh = "";

  @BeforeEach
  void make() {
    site.invited(
        "jane",
        ",'UserAttributes':[{'Name':'email','Value':'jane@example.com'},"
            + "{'Name':'email_verified','Value':'true'}]");
    site.permanent("jane", PASSWORD);
    var tokens = site.password("jane", PASSWORD);
    access = member(tokens, "AccessToken");
    refresh = member(tokens, "RefreshToken");
    site.admin("AdminResetUserPassword", ",'Username':'jane'");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private String send(String operation, String members) {
    return SignInSite.text(site.send(operation, "{'AccessToken':'" + access + "'" + members + "}"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GetUser | ``",
        "UpdateUserAttributes | ,'UserAttributes':[{'Name':'email','Value':'thief@example.net'}]",
        "DeleteUserAttributes | ,'UserAttributeNames':['nickname']",
        "GetUserAttributeVerificationCode | ,'AttributeName':'email'",
        "VerifyUserAttribute | ,'AttributeName':'email','Code':'123456'",
        "ChangePassword | ,'PreviousPassword':'Correct-Horse-1','ProposedPassword':'Other-Horse-2'",
        "DeleteUser | ``",
        "GlobalSignOut | ``"
      },
      quoteCharacter = '`')
  void section_2_5_an_access_token_does_nothing(String operation, String members) {
    assertThat(send(operation, members)).isEqualTo(REFUSED);
  }

  @Test
  void section_2_5_a_refresh_token_gives_none() {
    assertThat(site.initiate("REFRESH_TOKEN_AUTH", "'REFRESH_TOKEN':'" + refresh + "'"))
        .isEqualTo(REFUSED);
    assertThat(exchange()).isEqualTo(REFUSED);
  }

  private String exchange() {
    return SignInSite.text(
        site.send(
            "GetTokensFromRefreshToken",
            "{'RefreshToken':'" + refresh + "','ClientId':'" + site.client + "'}"));
  }

  @Test
  void section_2_5_that_a_user_is_disabled_goes_first() {
    site.admin("AdminDisableUser", ",'Username':'jane'");
    assertThat(send("GetUser", "")).isEqualTo(notAuthorized("User is disabled."));
    assertThat(exchange()).isEqualTo(notAuthorized("User is disabled."));
  }

  private void assertEnded() {
    assertThat(send("GetUser", "")).isEqualTo(notAuthorized("Access Token has been revoked"));
    assertThat(exchange()).isEqualTo(notAuthorized("Refresh Token has been revoked"));
    assertThat(masked(site.password("jane", OTHER))).isEqualTo(TOKENS);
  }

  private String code() {
    var messages =
        Json.text(
            site.server.extension("ListMessages", json("{'UserPoolId':'" + site.pool + "'}")));
    return member(messages, "Code");
  }

  private String reset() {
    return SignInSite.text(
        site.send(
            "ConfirmForgotPassword",
            "{'ClientId':'"
                + site.client
                + "','Username':'jane','ConfirmationCode':'"
                + code()
                + "','Password':'"
                + OTHER
                + "'}"));
  }

  @Test
  void rt_13_with_the_password_that_he_chooses_all_sessions_from_before_have_ended() {
    assertThat(reset()).isEqualTo("200 {}");
    assertEnded();
  }

  @Test
  void rt_13_with_one_that_an_administrator_sets_too() {
    site.permanent("jane", OTHER);
    assertEnded();
  }

  @Test
  void rt_13_when_passwords_are_disabled_instead_too() {
    site.admin(
        "AdminDisableProviderForUser",
        ",'User':{'ProviderName':'Cognito','ProviderAttributeName':'Cognito_Subject',"
            + "'ProviderAttributeValue':'jane'}");
    assertThat(send("GetUser", "")).isEqualTo(notAuthorized("Access Token has been revoked"));
    assertThat(exchange()).isEqualTo(notAuthorized("Refresh Token has been revoked"));
  }

  /// As the service: whoever wants to end sessions then signs out everywhere.
  @Test
  void rt_13_section_5_3_a_password_that_he_forgot_himself_ends_nothing() {
    site.permanent("jane", PASSWORD);
    var tokens = site.password("jane", PASSWORD);
    access = member(tokens, "AccessToken");
    refresh = member(tokens, "RefreshToken");
    site.send("ForgotPassword", "{'ClientId':'" + site.client + "','Username':'jane'}");
    assertThat(reset()).isEqualTo("200 {}");
    assertThat(send("GetUser", "")).startsWith("200 ");
    assertThat(exchange()).startsWith("200 ");
    assertThat(send("GlobalSignOut", "")).isEqualTo("200 {}");
    assertEnded();
  }

  @Test
  void section_5_3_a_sign_in_can_be_ended_all_the_same() {
    var revoke = "{'Token':'" + refresh + "','ClientId':'" + site.client + "'}";
    assertThat(SignInSite.text(site.send("RevokeToken", revoke))).isEqualTo("200 {}");
    site.permanent("jane", OTHER);
    assertThat(exchange()).isEqualTo(notAuthorized("Refresh Token has been revoked"));
  }
}
