package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.INCORRECT;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A user whose password an administrator has disabled: AdminDisableProviderForUser of the pool's
/// own user (users §6.6).
class DisabledPasswordTest {
  private static final String OTHER = "Other-Horse-2";

  private final SignInSite site = SignInSite.make();
  private String access = "";

  @BeforeEach
  void make() {
    site.confirmed("jane");
    access = member(site.password("jane", PASSWORD), "AccessToken");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private void disable(String name) {
    site.admin(
        "AdminDisableProviderForUser",
        ",'User':{'ProviderName':'Cognito','ProviderAttributeName':'Cognito_Subject',"
            + "'ProviderAttributeValue':'"
            + name
            + "'}");
  }

  private String send(String operation, String body) {
    return SignInSite.text(site.send(operation, body));
  }

  @Test
  void section_6_6_does_not_sign_in_with_it_any_more() {
    var begun = site.srp("jane");
    disable("jane");
    assertThat(site.verify(site.proof(begun, PASSWORD))).as("begun before").isEqualTo(INCORRECT);
    assertThat(site.verify(site.proof(site.srp("jane"), PASSWORD))).isEqualTo(INCORRECT);
    assertThat(site.password("jane", PASSWORD)).isEqualTo(INCORRECT);
    assertThat(
            site.adminInitiate(
                "ADMIN_USER_PASSWORD_AUTH", "'USERNAME':'jane','PASSWORD':'" + PASSWORD + "'"))
        .isEqualTo(INCORRECT);
  }

  @Test
  void section_6_6_nor_does_he_give_himself_another_one() {
    disable("jane");
    assertThat(send("ForgotPassword", "{'ClientId':'" + site.client + "','Username':'jane'}"))
        .isEqualTo(notAuthorized("User password cannot be reset in the current state."));
    var token = "{'AccessToken':'" + access + "'";
    assertThat(send("ChangePassword", token + ",'ProposedPassword':'" + OTHER + "'}"))
        .isEqualTo(INCORRECT);
    assertThat(send("GetUser", token + "}")).as("his tokens stay good").startsWith("200 ");
  }

  @Test
  void section_2_5_an_administrator_gives_him_one() {
    disable("jane");
    site.permanent("jane", OTHER);
    assertThat(masked(site.password("jane", OTHER))).isEqualTo(TOKENS);
    assertThat(site.admin("AdminGetUser", ",'Username':'jane'").string("UserStatus"))
        .contains("CONFIRMED");
  }

  @Test
  void a_temporary_one_is_disabled_too() {
    site.invited("john", "");
    var session = member(site.password("john", PASSWORD), "Session");
    disable("john");
    assertThat(site.password("john", PASSWORD)).isEqualTo(INCORRECT);
    assertThat(
            site.respond(
                "NEW_PASSWORD_REQUIRED",
                session,
                "'USERNAME':'john','NEW_PASSWORD':'" + OTHER + "'"))
        .isEqualTo(notAuthorized("Invalid session for the user."));
  }
}
