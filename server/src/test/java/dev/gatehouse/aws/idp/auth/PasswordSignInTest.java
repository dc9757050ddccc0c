package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.HIDDEN;
import static dev.gatehouse.aws.idp.auth.SignInSite.INCORRECT;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.WRONG;
import static dev.gatehouse.aws.idp.auth.SignInSite.claims;
import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sign-in with a password in clear: every outcome of users §3.2, whole, by InitiateAuth and
/// AdminInitiateAuth.
class PasswordSignInTest {
  private final SignInSite site = SignInSite.make();

  @AfterEach
  void close() {
    site.close();
  }

  private SignInSite hiding() {
    return site.with(site.newClient(FLOWS + HIDDEN).string("ClientId").orElseThrow());
  }

  @Test
  void the_right_password_gives_tokens_of_the_user() {
    var sub = site.confirmed("jane");
    var answer = site.password("jane", PASSWORD);

    assertThat(masked(answer)).isEqualTo(TOKENS);
    var access = claims(member(answer, "AccessToken"));
    var id = claims(member(answer, "IdToken"));
    assertThat(access.string("sub")).contains(sub);
    assertThat(access.string("username")).contains("jane");
    assertThat(access.string("client_id")).contains(site.client);
    assertThat(access.string("scope")).contains("aws.cognito.signin.user.admin");
    assertThat(access.string("iss")).contains(site.server.address() + "/" + site.pool);
    assertThat(id.string("aud")).contains(site.client);
    assertThat(id.string("cognito:username")).contains("jane");
    assertThat(id.string("origin_jti")).isPresent().isEqualTo(access.string("origin_jti"));
  }

  @ParameterizedTest
  @CsvSource({"ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"})
  void an_administrator_has_a_flow_of_his_own_by_two_names(String flow) {
    site.confirmed("jane");
    var right = "'USERNAME':'jane','PASSWORD':'" + PASSWORD + "'";
    assertThat(masked(site.adminInitiate(flow, right))).isEqualTo(TOKENS);
    assertThat(site.adminInitiate(flow, "'USERNAME':'jane','PASSWORD':'" + WRONG + "'"))
        .isEqualTo(INCORRECT);
  }

  @Test
  void a_wrong_password() {
    site.confirmed("jane");
    assertThat(site.password("jane", WRONG)).isEqualTo(INCORRECT);
    assertThat(site.password("jane", PASSWORD + " ")).isEqualTo(INCORRECT);
    assertThat(site.password("jane", PASSWORD.toLowerCase(Locale.ROOT))).isEqualTo(INCORRECT);
  }

  @Test
  void en_11_an_unknown_user_is_said_to_be_one_unless_the_client_hides_it() {
    assertThat(site.password("nobody", PASSWORD))
        .isEqualTo(error("UserNotFoundException", "User does not exist."));
    assertThat(hiding().password("nobody", PASSWORD)).isEqualTo(INCORRECT);
  }

  @Test
  void en_09_a_disabled_user() {
    site.confirmed("jane");
    site.admin("AdminDisableUser", ",'Username':'jane'");
    var disabled = notAuthorized("User is disabled.");

    assertThat(site.password("jane", PASSWORD)).isEqualTo(disabled);
    assertThat(site.password("jane", WRONG)).isEqualTo(disabled);
    assertThat(hiding().password("jane", WRONG)).isEqualTo(INCORRECT);
    assertThat(hiding().password("jane", PASSWORD)).isEqualTo(disabled);

    site.admin("AdminEnableUser", ",'Username':'jane'");
    assertThat(masked(site.password("jane", PASSWORD))).isEqualTo(TOKENS);
  }

  @Test
  void sr_19_sr_20_a_temporary_password_must_be_right_and_young() {
    site.invited("jane", "");
    assertThat(site.password("jane", WRONG)).isEqualTo(INCORRECT);
    assertThat(site.password("jane", PASSWORD))
        .startsWith("200 {\"ChallengeName\":\"NEW_PASSWORD_REQUIRED\"");

    site.server.advance(Duration.ofDays(7).minusMillis(1));
    assertThat(site.password("jane", PASSWORD)).startsWith("200 ");
    site.server.advance(Duration.ofMillis(1));
    assertThat(site.password("jane", PASSWORD))
        .isEqualTo(
            notAuthorized("Temporary password has expired and must be reset by an administrator."));
    assertThat(site.password("jane", WRONG)).isEqualTo(INCORRECT);
  }

  @Test
  void what_is_missing_is_named() {
    site.confirmed("jane");
    assertThat(site.initiate("USER_PASSWORD_AUTH", "'PASSWORD':'" + PASSWORD + "'"))
        .isEqualTo(error("InvalidParameterException", "Missing required parameter USERNAME"));
    assertThat(site.initiate("USER_PASSWORD_AUTH", "'USERNAME':'','PASSWORD':'x'"))
        .isEqualTo(error("InvalidParameterException", "Missing required parameter USERNAME"));
    assertThat(site.initiate("USER_PASSWORD_AUTH", "'USERNAME':'jane'"))
        .isEqualTo(error("InvalidParameterException", "Missing required parameter PASSWORD"));
  }

  @Test
  void bf_04_a_user_has_other_names() {
    try (var aliased =
        SignInSite.make(
            ",'AliasAttributes':['email'],'UsernameConfiguration':{'CaseSensitive':false}",
            FLOWS)) {
      var sub =
          aliased.invited(
              "Jane",
              ",'UserAttributes':[{'Name':'email','Value':'jane@example.com'},"
                  + "{'Name':'email_verified','Value':'true'}]");
      aliased.permanent("Jane", PASSWORD);
      for (var name : new String[] {"Jane", "jANE", "jane@example.com", "Jane@Example.com", sub}) {
        assertThat(masked(aliased.password(name, PASSWORD))).as(name).isEqualTo(TOKENS);
      }
      for (var name : new String[] {"Jane", "jANE", "jane@example.com", "Jane@Example.com", sub}) {
        assertThat(aliased.password(name, WRONG)).as(name).isEqualTo(INCORRECT);
      }
      assertThat(aliased.password("jane", PASSWORD))
          .isEqualTo(notAuthorized("Password attempts exceeded"));
    }
  }

  @Test
  void a_client_that_there_is_not_and_a_pool_that_is_another_one() {
    site.confirmed("jane");
    var nobody = site.with("nosuchclient");
    assertThat(nobody.password("jane", PASSWORD))
        .isEqualTo(
            error("ResourceNotFoundException", "User pool client nosuchclient does not exist."));

    var other = SignInSite.on(site.server, "", FLOWS);
    var right = "'USERNAME':'jane','PASSWORD':'" + PASSWORD + "'";
    assertThat(other.with(site.client).adminInitiate("ADMIN_USER_PASSWORD_AUTH", right))
        .isEqualTo(
            error(
                "ResourceNotFoundException",
                "User pool client " + site.client + " does not exist."));
    assertThat(other.password("jane", PASSWORD))
        .isEqualTo(error("UserNotFoundException", "User does not exist."));
  }
}
