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
import static dev.gatehouse.aws.idp.auth.SignInSite.proof;
import static dev.gatehouse.aws.idp.auth.SignInSite.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SrpClient;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sign-in by SRP over the wire (users §3.3), with InitiateAuth and RespondToAuthChallenge, and
/// what must not sign in.
class SrpSignInTest {
  private static final String USED =
      notAuthorized("Invalid session for the user, session can only be used once.");
  private static final String FOREIGN = notAuthorized("Invalid session for the user.");
  private static final String MALFORMED =
      error("CodeMismatchException", "Invalid session provided");

  private final SignInSite site = SignInSite.make();

  @BeforeEach
  void user() {
    site.confirmed("jane");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void the_challenge_has_five_parameters_and_no_session() {
    var srp = new SrpClient(BigInteger.TEN);
    var answer =
        site.initiate("USER_SRP_AUTH", "'USERNAME':'jane','SRP_A':'" + srp.publicValue() + "'");
    assertThat(answer)
        .matches(
            "200 \\{\"ChallengeName\":\"PASSWORD_VERIFIER\",\"ChallengeParameters\":\\{"
                + "\"SALT\":\"[1-9a-f][0-9a-f]{31}\",\"SECRET_BLOCK\":\"[A-Za-z0-9+/]{1400,}={0,2}\","
                + "\"SRP_B\":\"[1-9a-f][0-9a-f]{700,767}\",\"USERNAME\":\"jane\","
                + "\"USER_ID_FOR_SRP\":\"jane\"}}");
  }

  @Test
  void the_proof_of_the_password_gives_tokens() {
    var answer = site.verify(site.proof(site.srp("jane"), PASSWORD));
    assertThat(masked(answer)).isEqualTo(TOKENS);
    assertThat(claims(member(answer, "IdToken")).string("cognito:username")).contains("jane");
  }

  @Test
  void an_administrator_signs_in_the_same_way() {
    var srp = site.srp("jane");
    assertThat(masked(site.adminRespond("PASSWORD_VERIFIER", "", site.proof(srp, PASSWORD))))
        .isEqualTo(TOKENS);
    assertThat(
            site.adminInitiate(
                "USER_SRP_AUTH", "'USERNAME':'jane','SRP_A':'" + srp.client().publicValue() + "'"))
        .startsWith("200 {\"ChallengeName\":\"PASSWORD_VERIFIER\"");
  }

  @Test
  void in_a_pool_of_addresses_the_user_is_his_sub() {
    try (var addresses = SignInSite.make(",'UsernameAttributes':['email']", FLOWS)) {
      var sub = addresses.confirmed("jane@example.com");
      var srp = addresses.srp("jane@example.com");
      assertThat(srp.parameter("USERNAME")).isEqualTo(sub);
      assertThat(srp.parameter("USER_ID_FOR_SRP")).isEqualTo(sub);
      assertThat(masked(addresses.verify(addresses.proof(srp, PASSWORD)))).isEqualTo(TOKENS);

      var again = addresses.srp("jane@example.com");
      var byAddress = addresses.proof(again, PASSWORD).replace("'" + sub, "'jane@example.com");
      assertThat(masked(addresses.verify(byAddress))).isEqualTo(TOKENS);
    }
  }

  @Test
  void sr_01_sr_02_a_value_that_no_client_computes() {
    var refused = error("InvalidParameterException", "Invalid SRP_A.");
    var n = SrpClient.N;
    for (var value :
        List.of(
            "0",
            n.toString(16),
            n.shiftLeft(1).toString(16),
            n.add(BigInteger.ONE).toString(16),
            "-1",
            "xyz",
            "f".repeat(10_000))) {
      for (var name : List.of("jane", "nobody")) {
        assertThat(
                site.initiate("USER_SRP_AUTH", "'USERNAME':'" + name + "','SRP_A':'" + value + "'"))
            .as(value)
            .isEqualTo(refused);
      }
    }
    assertThat(site.initiate("USER_SRP_AUTH", "'USERNAME':'jane','SRP_A':''"))
        .isEqualTo(error("InvalidParameterException", "Missing required parameter SRP_A"));
  }

  @Test
  void sr_02_a_value_of_a_small_group_needs_the_password_too() {
    for (var value : List.of("1", "2", SrpClient.N.subtract(BigInteger.ONE).toString(16))) {
      var answer =
          site.initiateAnswer("USER_SRP_AUTH", "'USERNAME':'jane','SRP_A':'" + value + "'");
      var parameters = answer.json().object("ChallengeParameters").orElseThrow();
      // The exponent 0 is what A = 1 is of: whoever sends it knows no more of the password.
      var srp = new SignInSite.Srp(new SrpClient(BigInteger.ZERO), parameters);
      assertThat(site.verify(site.proof(srp, WRONG))).as(value).isEqualTo(INCORRECT);
      site.password("jane", PASSWORD);
    }
  }

  @Test
  void sr_03_a_wrong_proof() {
    assertThat(site.verify(site.proof(site.srp("jane"), WRONG))).isEqualTo(INCORRECT);
    assertThat(site.verify(proof(site.srp("jane"), "", site.timestamp()))).isEqualTo(INCORRECT);
    assertThat(site.verify(proof(site.srp("jane"), "AAAA", site.timestamp()))).isEqualTo(INCORRECT);

    var srp = site.srp("jane");
    var ofNow = site.signature(srp, PASSWORD, site.timestamp());
    var later = timestamp(site.server.clock().instant().plusSeconds(1));
    assertThat(site.verify(proof(srp, ofNow, later))).isEqualTo(INCORRECT);

    var withoutProof =
        site.proof(site.srp("jane"), PASSWORD)
            .replaceAll("'PASSWORD_CLAIM_SIGNATURE':'[^']*',", "");
    assertThat(site.verify(withoutProof))
        .isEqualTo(
            error(
                "InvalidParameterException",
                "Missing required parameter PASSWORD_CLAIM_SIGNATURE"));
  }

  @Test
  void sr_03_the_proof_of_another_user() {
    site.confirmed("john");
    site.permanent("john", "Other-Password-1");
    var jane = site.srp("jane");
    var john = site.srp("john");
    var proof = site.proof(john, "Other-Password-1");
    assertThat(site.verify(proof.replace("'john'", "'jane'"))).isEqualTo(FOREIGN);
    assertThat(
            site.verify(
                proof.replace(john.parameter("SECRET_BLOCK"), jane.parameter("SECRET_BLOCK"))))
        .isEqualTo(FOREIGN);
    assertThat(masked(site.verify(proof))).isEqualTo(TOKENS);
  }

  @Test
  void sr_04_a_proof_is_looked_at_once_also_when_it_is_wrong() {
    var right = site.proof(site.srp("jane"), PASSWORD);
    assertThat(masked(site.verify(right))).isEqualTo(TOKENS);
    assertThat(site.verify(right)).isEqualTo(USED);

    var srp = site.srp("jane");
    assertThat(site.verify(site.proof(srp, WRONG))).isEqualTo(INCORRECT);
    assertThat(site.verify(site.proof(srp, PASSWORD))).isEqualTo(USED);
  }

  @Test
  void sr_05_the_secret_block_of_another_session() {
    var first = site.srp("jane");
    var second = site.srp("jane");
    var swapped =
        site.proof(first, PASSWORD)
            .replace(first.parameter("SECRET_BLOCK"), second.parameter("SECRET_BLOCK"));
    assertThat(site.verify(swapped)).isEqualTo(INCORRECT);
  }

  @Test
  void sr_05_an_altered_secret_block_and_one_of_another_client_or_pool() {
    var srp = site.srp("jane");
    var block = srp.parameter("SECRET_BLOCK");
    var right = site.proof(srp, PASSWORD);
    for (var other : List.of("B" + block.substring(1), block.substring(8), "AAAA", "%")) {
      assertThat(site.verify(right.replace(block, other))).as(other).isEqualTo(MALFORMED);
    }
    var otherClient = site.with(site.newClient(FLOWS).string("ClientId").orElseThrow());
    assertThat(otherClient.verify(right)).isEqualTo(FOREIGN);
    var otherPool = SignInSite.on(site.server, "", FLOWS);
    otherPool.confirmed("jane");
    assertThat(otherPool.verify(right)).isEqualTo(FOREIGN);
    assertThat(masked(site.verify(right))).isEqualTo(TOKENS);
  }

  @Test
  void sr_06_the_time_of_a_proof() {
    var now = site.server.clock().instant();
    for (var time :
        List.of(
            timestamp(now.minus(Duration.ofDays(1))),
            timestamp(now.plus(Duration.ofDays(1))),
            "Fri Jan 02 03:04:05 UTC 2026",
            "2026-01-02T03:04:05Z",
            "Fri Jan \u0662 03:04:05 UTC 2026")) {
      var srp = site.srp("jane");
      assertThat(site.verify(proof(srp, site.signature(srp, PASSWORD, time), time)))
          .as(time)
          .isEqualTo(INCORRECT);
      site.password("jane", PASSWORD); // The next one is not to meet the lock.
    }
    var srp = site.srp("jane");
    var late = timestamp(now.minus(Duration.ofMinutes(4)));
    assertThat(masked(site.verify(proof(srp, site.signature(srp, PASSWORD, late), late))))
        .isEqualTo(TOKENS);
  }

  @Test
  void sr_07_another_username_than_the_challenge_is_for() {
    site.confirmed("john");
    var right = site.proof(site.srp("jane"), PASSWORD);
    for (var name : List.of("john", "JANE", "nobody")) {
      assertThat(site.verify(right.replace("'USERNAME':'jane'", "'USERNAME':'" + name + "'")))
          .as(name)
          .isEqualTo(FOREIGN);
    }
    assertThat(masked(site.verify(right))).isEqualTo(TOKENS);
  }

  @Test
  void sr_17_it_ends_with_the_validity_of_the_clients_sessions() {
    var longer =
        site.newClient(FLOWS + ",'AuthSessionValidity':4").string("ClientId").orElseThrow();
    var atThree = site.srp("jane");
    var atFour = site.with(longer).srp("jane");
    site.server.advance(Duration.ofMinutes(3));
    assertThat(site.verify(site.proof(atThree, PASSWORD)))
        .isEqualTo(notAuthorized("Invalid session for the user, session is expired."));
    assertThat(masked(site.with(longer).verify(site.proof(atFour, PASSWORD)))).isEqualTo(TOKENS);
  }

  @Test
  void sr_17_a_session_beside_the_secret_block_must_be_one() {
    var right = site.proof(site.srp("jane"), PASSWORD);
    assertThat(site.respond("PASSWORD_VERIFIER", "made-up-session-made-up", right))
        .isEqualTo(MALFORMED);
  }

  @Test
  void a_password_that_changes_in_between_is_not_proved_any_more() {
    var srp = site.srp("jane");
    site.permanent("jane", "Another-Password-1");
    assertThat(site.verify(site.proof(srp, PASSWORD))).isEqualTo(INCORRECT);
    assertThat(masked(site.verify(site.proof(site.srp("jane"), "Another-Password-1"))))
        .isEqualTo(TOKENS);
  }

  @Test
  void a_user_who_is_disabled_or_deleted_in_between_is_not_let_in() {
    var disabled = site.srp("jane");
    site.admin("AdminDisableUser", ",'Username':'jane'");
    assertThat(site.verify(site.proof(disabled, PASSWORD)))
        .isEqualTo(notAuthorized("User is disabled."));
    site.confirmed("john");
    var hiding = site.with(site.newClient(FLOWS + HIDDEN).string("ClientId").orElseThrow());
    var deleted = hiding.srp("john");
    site.admin("AdminDeleteUser", ",'Username':'john'");
    assertThat(hiding.verify(site.proof(deleted, PASSWORD))).isEqualTo(INCORRECT);
  }
}
