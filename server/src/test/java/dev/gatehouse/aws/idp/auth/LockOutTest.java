package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.INCORRECT;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.WRONG;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.Race;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Wrong passwords lock, and a right one does not pass a lock (users §2.13): InitiateAuth and
/// RespondToAuthChallenge.
class LockOutTest {
  private static final String LOCKED = notAuthorized("Password attempts exceeded");

  private SignInSite site = SignInSite.make();

  @BeforeEach
  void user() {
    site.confirmed("jane");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(site.password("jane", WRONG)).as("guess %d", i).isEqualTo(INCORRECT);
    }
  }

  @Test
  void bf_01_bf_02_from_the_fifth_on_each_doubles_the_wait_and_a_right_one_waits_too() {
    fail(5);
    for (int seconds = 1; seconds <= 8; seconds *= 2) {
      assertThat(site.password("jane", WRONG)).isEqualTo(LOCKED);
      assertThat(site.password("jane", PASSWORD)).isEqualTo(LOCKED);
      site.server.advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(site.password("jane", PASSWORD)).as("%d s", seconds).isEqualTo(LOCKED);
      site.server.advance(Duration.ofMillis(1));
      fail(1);
    }
    site.server.advance(Duration.ofSeconds(16));
    assertThat(masked(site.password("jane", PASSWORD))).isEqualTo(TOKENS);
    fail(5); // All is forgotten.
    assertThat(site.password("jane", PASSWORD)).isEqualTo(LOCKED);
  }

  @Test
  void bf_04_proofs_and_passwords_have_one_count() {
    for (int i = 0; i < 3; i++) {
      assertThat(site.verify(site.proof(site.srp("jane"), WRONG))).isEqualTo(INCORRECT);
    }
    fail(1);
    assertThat(
            site.adminInitiate(
                "ADMIN_USER_PASSWORD_AUTH", "'USERNAME':'jane','PASSWORD':'" + WRONG + "'"))
        .isEqualTo(INCORRECT);
    var right = site.proof(site.srp("jane"), PASSWORD);
    assertThat(site.verify(right)).isEqualTo(LOCKED);
    assertThat(site.password("jane", PASSWORD)).isEqualTo(LOCKED);

    // Nobody has looked at that proof.
    site.server.advance(Duration.ofSeconds(1));
    assertThat(masked(site.verify(right))).isEqualTo(TOKENS);
  }

  @Test
  void bf_04_a_right_proof_takes_the_count_away() {
    fail(4);
    assertThat(masked(site.verify(site.proof(site.srp("jane"), PASSWORD)))).isEqualTo(TOKENS);
    fail(5);
  }

  @Test
  void bf_05_a_restart_forgets_nothing() {
    fail(5);
    var folder = site.server.folder();
    var clock = site.server.clock();
    var pool = site.pool;
    var client = site.client;
    site.close();
    var again = TestServer.start(folder, clock, List.of());
    site = SignInSite.of(again, pool, client);
    assertThat(site.password("jane", PASSWORD)).isEqualTo(LOCKED);
  }

  @Test
  void bf_03_of_many_guesses_at_once_only_those_that_are_free_are_looked_at() throws Exception {
    var answers = Race.answers(40, _ -> site.password("jane", WRONG));
    assertThat(answers.stream().filter(INCORRECT::equals)).hasSize(5);
    assertThat(answers.stream().filter(LOCKED::equals)).hasSize(35);
  }

  @Test
  void bf_03_many_right_passwords_at_once_are_all_right() throws Exception {
    assertThat(Race.answers(20, _ -> masked(patientPassword()))).containsOnly(TOKENS);
  }

  /// As SDKs do, it asks again where it has waited too long for its turn.
  private String patientPassword() {
    return Patience.until(
        "an answer",
        () -> site.password("jane", PASSWORD),
        answer -> !answer.contains("TooManyRequestsException"));
  }

  @Test
  void sr_18_of_many_wrong_answers_with_one_secret_block_one_is_looked_at() throws Exception {
    var wrong = site.proof(site.srp("jane"), WRONG);
    var answers = Race.answers(20, _ -> site.verify(wrong));
    assertThat(answers.stream().filter(INCORRECT::equals)).hasSize(1);
    assertThat(answers.stream().filter(answer -> !answer.equals(INCORRECT)))
        .containsOnly(
            notAuthorized("Invalid session for the user, session can only be used once."));
    fail(4); // The twenty counted once.
    assertThat(site.password("jane", PASSWORD)).isEqualTo(LOCKED);
  }
}
