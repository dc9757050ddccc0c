package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.HIDDEN;
import static dev.gatehouse.aws.idp.auth.SignInSite.INCORRECT;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.WRONG;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.Race;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two nodes on one PostgreSQL: any of them goes on with any sign-in, and they count together
/// (InitiateAuth, RespondToAuthChallenge).
class TwoNodesSignInTest {
  private static final String LOCKED = notAuthorized("Password attempts exceeded");

  private static TestServer other;
  private static SignInSite here;
  private static SignInSite there;

  @BeforeAll
  static void start() {
    var url = "database.url=" + TestDatabases.migratedUrl();
    var one = TestServer.strict(url);
    other = one.anotherNode(url);
    here = SignInSite.on(one, "", FLOWS + HIDDEN);
    there = SignInSite.of(other, here.pool, here.client);
  }

  @AfterAll
  static void stop() {
    other.close();
    here.close();
  }

  @Test
  void what_one_begins_the_other_ends() {
    here.confirmed("jane");
    assertThat(masked(there.verify(there.proof(here.srp("jane"), PASSWORD)))).isEqualTo(TOKENS);
    here.invited("new", "");
    var session = member(here.password("new", PASSWORD), "Session");
    var in =
        there.respond(
            "NEW_PASSWORD_REQUIRED",
            session,
            "'USERNAME':'new','NEW_PASSWORD':'" + PASSWORD + "2'");
    assertThat(masked(in)).isEqualTo(TOKENS);
    assertThat(
            here.initiate(
                "REFRESH_TOKEN_AUTH", "'REFRESH_TOKEN':'" + member(in, "RefreshToken") + "'"))
        .startsWith("200 ");
  }

  @Test
  void sr_08_nobody_has_one_salt_on_both() {
    assertThat(there.srp("nobody").parameter("SALT"))
        .isEqualTo(here.srp("nobody").parameter("SALT"));
  }

  @Test
  void bf_03_rl_34_guesses_are_counted_together() throws Exception {
    here.confirmed("guessed");
    for (var name : List.of("guessed", "nobody-at-all")) {
      var answers = atBoth(40, site -> site.password(name, WRONG));
      assertThat(answers.stream().filter(INCORRECT::equals)).as(name).hasSize(5);
      assertThat(answers.stream().filter(LOCKED::equals)).as(name).hasSize(35);
    }
  }

  @Test
  void bf_05_a_lock_holds_on_the_other_node() {
    here.confirmed("locked");
    for (int i = 0; i < 5; i++) {
      assertThat(here.password("locked", WRONG)).isEqualTo(INCORRECT);
    }
    assertThat(there.password("locked", PASSWORD)).isEqualTo(LOCKED);
  }

  /// Half of the calls to each node, at the same time.
  private static List<String> atBoth(int times, Function<SignInSite, String> call)
      throws Exception {
    return Race.answers(
        times,
        i ->
            Patience.until(
                "its turn",
                () -> call.apply(i % 2 == 0 ? here : there),
                answer ->
                    !answer.startsWith("503 ") && !answer.contains("TooManyRequestsException")));
  }
}
