package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.claims;
import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.json;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `REFRESH_TOKEN_AUTH` by InitiateAuth and AdminInitiateAuth (users §3.8, §5.2).
class RefreshFlowTest {
  private static final String REFRESHED =
      json(
          "200 {'ChallengeParameters':{},'AuthenticationResult':{'AccessToken':'…','ExpiresIn':3600,"
              + "'TokenType':'Bearer','IdToken':'…'}}");
  private static final String INVALID = notAuthorized("Invalid Refresh Token");

  private final SignInSite site = SignInSite.make();

  @BeforeEach
  void user() {
    site.confirmed("jane");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private static String token(String token) {
    return "'REFRESH_TOKEN':'" + token + "'";
  }

  @Test
  void new_tokens_of_the_same_sign_in_and_no_other_refresh_token() {
    var in = site.password("jane", PASSWORD);
    var refresh = token(member(in, "RefreshToken"));
    site.server.advance(Duration.ofMinutes(30));
    for (var flow : List.of("REFRESH_TOKEN_AUTH", "REFRESH_TOKEN")) {
      var answer = site.initiate(flow, refresh);
      assertThat(masked(answer)).isEqualTo(REFRESHED);
      for (var kind : List.of("AccessToken", "IdToken")) {
        var before = claims(member(in, kind));
        var after = claims(member(answer, kind));
        for (var claim : List.of("sub", "origin_jti", "event_id", "token_use")) {
          assertThat(after.member(claim)).as(claim).isEqualTo(before.member(claim));
        }
        assertThat(after.number("auth_time")).isEqualTo(before.number("auth_time"));
        assertThat(after.number("iat")).isNotEqualTo(before.number("iat"));
        assertThat(after.string("jti")).isNotEqualTo(before.string("jti"));
      }
    }
    assertThat(masked(site.adminInitiate("REFRESH_TOKEN_AUTH", refresh))).isEqualTo(REFRESHED);
  }

  @Test
  void what_is_no_good_token() {
    var good = member(site.password("jane", PASSWORD), "RefreshToken");
    assertThat(site.initiate("REFRESH_TOKEN_AUTH", token("made.up"))).isEqualTo(INVALID);
    assertThat(site.initiate("REFRESH_TOKEN_AUTH", token(good + "A"))).isEqualTo(INVALID);
    assertThat(site.initiate("REFRESH_TOKEN_AUTH", "'USERNAME':'jane'"))
        .isEqualTo(error("InvalidParameterException", "Missing required parameter REFRESH_TOKEN"));
    var other = site.with(site.newClient(FLOWS).string("ClientId").orElseThrow());
    assertThat(other.initiate("REFRESH_TOKEN_AUTH", token(good))).isEqualTo(INVALID);

    site.admin("AdminDisableUser", ",'Username':'jane'");
    assertThat(site.initiate("REFRESH_TOKEN_AUTH", token(good))).startsWith("400 ");
    site.admin("AdminEnableUser", ",'Username':'jane'");
    assertThat(site.initiate("REFRESH_TOKEN_AUTH", token(good)))
        .isEqualTo(notAuthorized("Refresh Token has been revoked"));
  }

  @Test
  void where_refresh_tokens_are_replaced_another_operation_does_it() {
    var rotating =
        site.newClient(
            ",'ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH','ALLOW_REFRESH_TOKEN_AUTH'],"
                + "'RefreshTokenRotation':{'Feature':'ENABLED','RetryGracePeriodSeconds':0}");
    var its = site.with(rotating.string("ClientId").orElseThrow());
    var token = token(member(its.password("jane", PASSWORD), "RefreshToken"));
    assertThat(its.initiate("REFRESH_TOKEN_AUTH", token))
        .isEqualTo(error("InvalidParameterException", "Auth flow not enabled for this client"));
  }
}
