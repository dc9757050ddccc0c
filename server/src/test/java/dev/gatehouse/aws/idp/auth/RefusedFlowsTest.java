package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SrpClient;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Flows that a client does not allow, and what a pool asks for that is not built: nobody is let in
/// without it (InitiateAuth, AdminInitiateAuth, RespondToAuthChallenge).
class RefusedFlowsTest {
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";
  private static final String BUILT =
      " is not built yet. docs/compatibility.md lists what Gatehouse offers.";
  private static final String NOBODY = "'USERNAME':'jane','PASSWORD':'" + PASSWORD + "'";

  private static final SignInSite SITE = SignInSite.make();

  @BeforeAll
  static void user() {
    SITE.confirmed("jane");
  }

  @AfterAll
  static void close() {
    SITE.close();
  }

  private static String notBuilt(String what) {
    return "501 {\"__type\":\"GatehouseNotBuilt\",\"message\":\"" + what + BUILT + "\"}";
  }

  private static String parameters() {
    var srp = new SrpClient(BigInteger.TEN);
    return NOBODY + ",'SRP_A':'" + srp.publicValue() + "','REFRESH_TOKEN':'x'";
  }

  @ParameterizedTest
  @CsvSource({
    "USER_PASSWORD_AUTH, USER_PASSWORD_AUTH flow not enabled for this client",
    "USER_SRP_AUTH, USER_SRP_AUTH is not enabled for the client.",
    "REFRESH_TOKEN_AUTH, Auth flow not enabled for this client",
    "REFRESH_TOKEN, Auth flow not enabled for this client",
    "CUSTOM_AUTH, Auth flow not enabled for this client",
    "USER_AUTH, Auth flow not enabled for this client",
    "ADMIN_USER_PASSWORD_AUTH, Initiate Auth method not supported",
    "ADMIN_NO_SRP_AUTH, Initiate Auth method not supported"
  })
  void sr_15_a_flow_that_the_client_does_not_allow(String flow, String message) {
    var others = ",'ExplicitAuthFlows':['ALLOW_ADMIN_USER_PASSWORD_AUTH']";
    var client = SITE.with(SITE.newClient(others).string("ClientId").orElseThrow());
    assertThat(client.initiate(flow, parameters()))
        .isEqualTo(error("InvalidParameterException", message));
  }

  @Test
  void sr_15_an_administrators_flow() {
    var srp = ",'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH']";
    var client = SITE.with(SITE.newClient(srp).string("ClientId").orElseThrow());
    assertThat(client.adminInitiate("ADMIN_USER_PASSWORD_AUTH", parameters()))
        .isEqualTo(error("InvalidParameterException", "Auth flow not enabled for this client"));
    assertThat(client.adminInitiate("USER_PASSWORD_AUTH", parameters()))
        .isEqualTo(error("InvalidParameterException", "Initiate Auth method not supported"));
  }

  @Test
  void a_flow_that_is_not_built() {
    var all = ",'ExplicitAuthFlows':['ALLOW_CUSTOM_AUTH','ALLOW_USER_AUTH']";
    var client = SITE.with(SITE.newClient(all).string("ClientId").orElseThrow());
    for (var flow : List.of("CUSTOM_AUTH", "USER_AUTH")) {
      assertThat(client.initiate(flow, NOBODY)).isEqualTo(notBuilt("The flow " + flow));
      assertThat(client.adminInitiate(flow, NOBODY)).isEqualTo(notBuilt("The flow " + flow));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SMS_MFA",
        "EMAIL_OTP",
        "SOFTWARE_TOKEN_MFA",
        "SELECT_MFA_TYPE",
        "MFA_SETUP",
        "CUSTOM_CHALLENGE",
        "SELECT_CHALLENGE",
        "DEVICE_SRP_AUTH",
        "DEVICE_PASSWORD_VERIFIER",
        "ADMIN_NO_SRP_AUTH",
        "SMS_OTP",
        "PASSWORD",
        "WEB_AUTHN",
        "PASSWORD_SRP"
      })
  void sr_17_sr_22_a_challenge_that_is_not_built_is_never_answered(String challenge) {
    SITE.invited("new-" + challenge, "");
    var session = member(SITE.password("new-" + challenge, PASSWORD), "Session");
    assertThat(SITE.respond(challenge, session, "'USERNAME':'new-" + challenge + "','ANSWER':'1'"))
        .isEqualTo(notBuilt("The challenge " + challenge));
  }

  @ParameterizedTest
  @CsvSource({
    "PreAuthentication, PreAuthentication",
    "PostAuthentication, PostAuthentication",
    "PreTokenGeneration, PreTokenGeneration",
    "UserMigration, UserMigration"
  })
  void at_17_a_trigger_that_would_decide(String member, String named) {
    var pool =
        SignInSite.on(SITE.server, ",'LambdaConfig':{'" + member + "':'" + FUNCTION + "'}", FLOWS);
    var refused = notBuilt("The trigger " + named + " of the user pool");
    for (var name : List.of("jane", "nobody")) {
      assertThat(pool.password(name, PASSWORD)).isEqualTo(refused);
      assertThat(
              pool.initiate(
                  "USER_SRP_AUTH",
                  "'USERNAME':'"
                      + name
                      + "','SRP_A':'"
                      + new SrpClient(BigInteger.TEN).publicValue()
                      + "'"))
          .isEqualTo(refused);
    }
  }

  @Test
  void sr_22_a_second_factor_that_the_pool_requires() {
    var pool = SignInSite.on(SITE.server, "", FLOWS);
    pool.confirmed("jane");
    assertThat(masked(pool.password("jane", PASSWORD))).isEqualTo(TOKENS);
    var proof = pool.proof(pool.srp("jane"), PASSWORD);
    var refresh = member(pool.password("jane", PASSWORD), "RefreshToken");

    pool.admin(
        "SetUserPoolMfaConfig",
        ",'SoftwareTokenMfaConfiguration':{'Enabled':true},'MfaConfiguration':'ON'");
    var refused = notBuilt("The second factor that the user pool requires");
    assertThat(pool.password("jane", PASSWORD)).isEqualTo(refused);
    assertThat(pool.password("nobody", PASSWORD)).isEqualTo(refused);
    assertThat(pool.verify(proof)).isEqualTo(refused);
    assertThat(pool.adminInitiate("ADMIN_USER_PASSWORD_AUTH", NOBODY)).isEqualTo(refused);
    assertThat(pool.initiate("REFRESH_TOKEN_AUTH", "'REFRESH_TOKEN':'" + refresh + "'"))
        .startsWith("200 "); // He has signed in before.

    pool.admin(
        "SetUserPoolMfaConfig",
        ",'SoftwareTokenMfaConfiguration':{'Enabled':true},'MfaConfiguration':'OPTIONAL'");
    assertThat(masked(pool.verify(proof))).isEqualTo(TOKENS); // Nobody has a factor.
  }

  @Test
  void a_device_that_is_not_remembered() {
    var unknown = error("ResourceNotFoundException", "Device does not exist.");
    var device = ",'DEVICE_KEY':'us-east-1_7d4b1e0c-8a8f-4a6e-9c0e-2f3b5a6c7d8e'";
    assertThat(SITE.initiate("USER_PASSWORD_AUTH", NOBODY + device)).isEqualTo(unknown);
    var proof = SITE.proof(SITE.srp("jane"), PASSWORD);
    assertThat(SITE.verify(proof + device)).isEqualTo(unknown);
    assertThat(masked(SITE.verify(proof))).isEqualTo(TOKENS);
    assertThat(SITE.verify(proof))
        .isEqualTo(notAuthorized("Invalid session for the user, session can only be used once."));
  }
}
