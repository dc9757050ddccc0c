package dev.gatehouse.server;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.INCORRECT;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static dev.gatehouse.server.RaceSite.ACCOUNT_TAKEN;
import static dev.gatehouse.server.RaceSite.ADDRESS_TAKEN;
import static dev.gatehouse.server.RaceSite.ALIAS_TAKEN;
import static dev.gatehouse.server.RaceSite.CALLERS;
import static dev.gatehouse.server.RaceSite.CONFIRMED;
import static dev.gatehouse.server.RaceSite.EXPIRED;
import static dev.gatehouse.server.RaceSite.LIMIT;
import static dev.gatehouse.server.RaceSite.NAME_TAKEN;
import static dev.gatehouse.server.RaceSite.NOBODY;
import static dev.gatehouse.server.RaceSite.OK;
import static dev.gatehouse.server.RaceSite.PASSWORD;
import static dev.gatehouse.server.RaceSite.REUSED;
import static dev.gatehouse.server.RaceSite.REVOKED;
import static dev.gatehouse.server.RaceSite.USED;
import static dev.gatehouse.server.RaceSite.attributes;
import static dev.gatehouse.server.RaceSite.name;
import static dev.gatehouse.server.RaceSite.winner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What only one may get of twenty who ask for it at once, over the wire: one is answered 200, each
/// other one is refused in the words that the behaviour reference has for it, and what is there
/// afterwards, at each node, is the winner's. A test of a backend says which nodes there are. What
/// the store alone decides is in `TwoNodesContract`, what machines want in `RacesWireTest`.
///
/// `-Dgatehouse.races=1000` for so many races in all, on all backends and of all kinds together.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RacesContract {
  private static final int RACES = Integer.getInteger("gatehouse.races", 100);
  private static final int BACKENDS = 2;
  private static final int TRIALS = Math.ceilDiv(RACES, BACKENDS * kinds());

  private static final String ALIAS = ",'AliasAttributes':['email']";
  private static final String FORCE = ",'ForceAliasCreation':true";

  private List<TestServer> nodes = List.of();

  /// Nodes on one empty database.
  ///
  /// @param settings `key=value` of each
  abstract List<TestServer> start(String... settings);

  @BeforeAll
  void open() {
    // Codes are read in the inbox; each node takes the others' tokens.
    nodes = start("messages.delivery=inbox", "public-url=http://localhost:9229");
  }

  @AfterAll
  void close() {
    nodes.reversed().forEach(TestServer::close);
  }

  private static int kinds() {
    return (int)
        Arrays.stream(RacesContract.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .count();
  }

  private interface Trial {
    void run(int number) throws Exception;
  }

  private static void trials(Trial trial) throws Exception {
    for (int i = 0; i < TRIALS; i++) {
      trial.run(i);
    }
  }

  private static String address(String name) {
    return name + "@example.com";
  }

  /// Half of the callers of each node.
  private static boolean isFirstHalf(int caller) {
    return caller / 2 % 2 == 0;
  }

  @Test
  void bf_13_rl_33_a_code_confirms_one_sign_up() throws Exception {
    var site = RaceSite.withoutPasswords(nodes, "");
    trials(trial -> {
      var name = "jane" + trial;
      assertThat(site.signUp(0, name, address(name), "j")).startsWith("200 ");
      var code = site.code(address(name));
      var answers = site.race(i -> site.confirm(i, name, code, ""));

      assertThat(answers.get(winner(answers, CONFIRMED, EXPIRED, LIMIT))).isEqualTo(OK);
      assertThat(site.user(name))
          .isEqualTo(
              name + " CONFIRMED email=" + address(name) + " email_verified=true nickname=j");
      assertThat(site.confirm(1, name, code, "")).isEqualTo(CONFIRMED);
    });
  }

  @Test
  void bf_09_bf_13_rl_33_a_code_sets_one_password() throws Exception {
    var site = RaceSite.withoutPasswords(nodes, "");
    trials(trial -> {
      var name = "jane" + trial;
      assertThat(site.create(0, name, address(name))).startsWith("200 ");
      assertThat(site.send(0, "ForgotPassword", name(name))).startsWith("200 ");
      var code = site.code(address(name));
      var answers = site.race(i -> reset(site, i, name, code));

      int winner = winner(answers, EXPIRED, LIMIT);
      assertThat(answers.get(winner)).isEqualTo(OK);
      assertThat(reset(site, winner + 1, name, code)).isIn(EXPIRED, LIMIT);
      assertThat(masked(site.of(1).password(name, PASSWORD + winner))).isEqualTo(TOKENS);
      assertThat(site.of(0).password(name, PASSWORD + (winner + 1) % CALLERS)).isEqualTo(INCORRECT);
    });
  }

  private static String reset(RaceSite site, int caller, String name, String code) {
    return site.send(
        caller,
        "ConfirmForgotPassword",
        name(name) + ",'ConfirmationCode':'" + code + "','Password':'" + PASSWORD + caller + "'");
  }

  @Test
  void bf_13_rl_33_a_code_verifies_one_address() throws Exception {
    var site =
        RaceSite.withoutPasswords(
            nodes,
            ",'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']}");
    trials(trial -> {
      var name = "jane" + trial;
      var other = address("new." + name);
      assertThat(site.create(0, name, address(name))).startsWith("200 ");
      site.of(0).permanent(name, PASSWORD);
      var token = "'AccessToken':'" + member(site.of(0).password(name, PASSWORD), "AccessToken");
      assertThat(
              site.unsigned(
                  0,
                  "UpdateUserAttributes",
                  token + "','UserAttributes':[{'Name':'email','Value':'" + other + "'}]"))
          .startsWith("200 ");
      var verify = token + "','AttributeName':'email','Code':'" + site.code(other) + "'";
      var answers = site.race(i -> site.unsigned(i, "VerifyUserAttribute", verify));

      assertThat(answers.get(winner(answers, EXPIRED, LIMIT))).isEqualTo(OK);
      assertThat(site.user(name))
          .isEqualTo(name + " CONFIRMED email=" + other + " email_verified=true nickname=" + name);
      assertThat(site.unsigned(1, "VerifyUserAttribute", verify)).isIn(EXPIRED, LIMIT);
    });
  }

  /// The winner's tokens end with the family: nobody knows who he is (RT-03).
  @Test
  void rt_03_rt_04_rl_33_a_refresh_token_has_one_successor() throws Exception {
    var site =
        RaceSite.make(
            nodes,
            "",
            ",'RefreshTokenRotation':{'Feature':'ENABLED','RetryGracePeriodSeconds':0},"
                + "'ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH']");
    site.of(0).confirmed("jane");
    trials(_ -> {
      var token = member(site.of(0).password("jane", PASSWORD), "RefreshToken");
      var answers = site.race(i -> refresh(site, i, token));

      var won = answers.get(winner(answers, REUSED, REVOKED));
      assertThat(masked(won))
          .isEqualTo(
              "200 {\"AuthenticationResult\":{\"AccessToken\":\"…\",\"ExpiresIn\":3600,"
                  + "\"TokenType\":\"Bearer\",\"RefreshToken\":\"…\",\"IdToken\":\"…\"}}");
      assertThat(answers).contains(REUSED);
      for (int node = 0; node < nodes.size(); node++) {
        assertThat(refresh(site, node, token)).isEqualTo(REVOKED);
        assertThat(refresh(site, node, member(won, "RefreshToken"))).isEqualTo(REVOKED);
        assertThat(whose(site, node, won))
            .isEqualTo(notAuthorized("Access Token has been revoked"));
      }
    });
  }

  private static String refresh(RaceSite site, int caller, String token) {
    return site.send(caller, "GetTokensFromRefreshToken", ",'RefreshToken':'" + token + "'");
  }

  private static String whose(RaceSite site, int caller, String signedIn) {
    return site.unsigned(
        caller, "GetUser", "'AccessToken':'" + member(signedIn, "AccessToken") + "'");
  }

  @Test
  void sr_04_sr_18_rl_33_a_proof_signs_in_once() throws Exception {
    var site = RaceSite.make(nodes, "", FLOWS);
    site.of(0).confirmed("jane");
    trials(_ -> {
      var proof = site.of(0).proof(site.of(0).srp("jane"), PASSWORD);
      var answers = site.race(i -> site.of(i).verify(proof));

      var won = answers.get(winner(answers, USED));
      assertThat(masked(won)).isEqualTo(TOKENS);
      for (int node = 0; node < nodes.size(); node++) {
        assertThat(site.of(node).verify(proof)).isEqualTo(USED);
        assertThat(whose(site, node, won)).startsWith("200 {\"Username\":\"jane\"");
      }
    });
  }

  @Test
  void sr_18_rl_33_a_session_sets_one_password() throws Exception {
    var site = RaceSite.make(nodes, "", FLOWS);
    trials(trial -> {
      var name = "jane" + trial;
      site.of(0).invited(name, "");
      var session = member(site.of(0).password(name, PASSWORD), "Session");
      var answers = site.race(i -> newPassword(site, i, session, name));

      int winner = winner(answers, USED);
      assertThat(masked(answers.get(winner))).isEqualTo(TOKENS);
      assertThat(newPassword(site, winner + 1, session, name)).isEqualTo(USED);
      assertThat(masked(site.of(1).password(name, PASSWORD + winner))).isEqualTo(TOKENS);
      assertThat(site.of(0).password(name, PASSWORD + (winner + 1) % CALLERS)).isEqualTo(INCORRECT);
    });
  }

  private static String newPassword(RaceSite site, int caller, String session, String name) {
    return site.of(caller)
        .respond(
            "NEW_PASSWORD_REQUIRED",
            session,
            "'USERNAME':'" + name + "','NEW_PASSWORD':'" + PASSWORD + caller + "'");
  }

  @Test
  void at_14_rl_32_a_username_is_one_users() throws Exception {
    var site = RaceSite.withoutPasswords(nodes, "");
    trials(trial -> {
      var name = "jane" + trial;
      var answers =
          site.race(i ->
              isFirstHalf(i)
                  ? site.signUp(i, name, address(name + "." + i), "n" + i)
                  : site.create(i, name, address(name + "." + i)));

      int winner = winner(answers, i -> List.of(isFirstHalf(i) ? NAME_TAKEN : ACCOUNT_TAKEN));
      var theirs = " email=" + address(name + "." + winner);
      assertThat(site.user(name))
          .isEqualTo(
              isFirstHalf(winner)
                  ? name + " UNCONFIRMED" + theirs + " nickname=n" + winner
                  : name + " CONFIRMED" + theirs + " email_verified=true nickname=" + name);
      for (int i = 0; i < CALLERS; i++) {
        assertThat(site.messages(address(name + "." + i)))
            .hasSize(i == winner && isFirstHalf(i) ? 1 : 0);
      }
    });
  }

  @Test
  void at_14_rl_32_an_address_that_is_the_username_is_one_users() throws Exception {
    var site = RaceSite.withoutPasswords(nodes, ",'UsernameAttributes':['email']");
    trials(trial -> {
      var address = address("jane" + trial);
      var answers = site.race(i -> site.signUp(i, address, address, "n" + i));

      int winner = winner(answers, ADDRESS_TAKEN);
      assertThat(site.user(address))
          .endsWith(" UNCONFIRMED email=" + address + " nickname=n" + winner);
      assertThat(site.having(address)).hasSize(1);
      assertThat(site.messages(address)).hasSize(1);
      assertThat(site.confirm(1, address, site.code(address), "")).isEqualTo(OK);
    });
  }

  /// Half of them are there already.
  @Test
  void at_14_rl_32_a_verified_address_is_one_users() throws Exception {
    var site = RaceSite.withoutPasswords(nodes, ALIAS);
    trials(trial -> {
      var address = address("shared" + trial);
      var names = names("jane" + trial);
      for (int i = 0; i < CALLERS; i++) {
        if (isFirstHalf(i)) {
          assertThat(site.create(i, names.get(i), address(names.get(i)))).startsWith("200 ");
        }
      }
      var answers =
          site.race(i ->
              isFirstHalf(i)
                  ? site.admin(
                      i,
                      "AdminUpdateUserAttributes",
                      name(names.get(i)) + attributes(address, true, "new"))
                  : site.create(i, names.get(i), address));

      int winner = winner(answers, ALIAS_TAKEN);
      assertThat(site.having(address)).containsExactly(names.get(winner));
      assertThat(site.user(address)).isEqualTo(site.user(names.get(winner)));
      for (int i = 0; i < CALLERS; i++) {
        var name = names.get(i);
        if (i != winner) {
          assertThat(site.user(name))
              .isEqualTo(
                  isFirstHalf(i)
                      ? name
                          + " CONFIRMED email="
                          + address(name)
                          + " email_verified=true nickname="
                          + name
                      : NOBODY);
        }
      }
    });
  }

  private static List<String> names(String prefix) {
    return IntStream.range(0, CALLERS).mapToObj(i -> prefix + "." + i).toList();
  }

  /// Who is refused stays as he was, and his code with him.
  @Test
  void at_10_at_14_rl_32_an_alias_is_one_users() throws Exception {
    var site = RaceSite.withoutPasswords(nodes, ALIAS);
    trials(trial -> {
      var address = address("shared" + trial);
      var names = names("jane" + trial);
      var codes = site.signUpAll(names, address);
      var answers = site.race(i -> site.confirm(i, names.get(i), codes.get(i), ""));

      int winner = winner(answers, ALIAS_TAKEN);
      assertThat(site.user(address)).isEqualTo(state(names.get(winner), "CONFIRMED", address));
      for (int i = 0; i < CALLERS; i++) {
        if (i != winner) {
          assertThat(site.user(names.get(i)))
              .isEqualTo(names.get(i) + " UNCONFIRMED email=" + address + " nickname=n");
        }
      }
      int next = (winner + 1) % CALLERS;
      assertThat(site.confirm(0, names.get(next), codes.get(next), FORCE)).isEqualTo(OK);
      assertThat(site.user(address)).isEqualTo(state(names.get(next), "CONFIRMED", address));
    });
  }

  /// All may take it away from each other; one is the last.
  @Test
  void at_10_at_14_rl_32_an_alias_that_is_handed_over_is_one_users() throws Exception {
    var site = RaceSite.withoutPasswords(nodes, ALIAS);
    trials(trial -> {
      var address = address("shared" + trial);
      var names = names("jane" + trial);
      var codes = site.signUpAll(names, address);
      var answers = site.race(i -> site.confirm(i, names.get(i), codes.get(i), FORCE));

      assertThat(answers).containsOnly(OK);
      var owner = site.user(address);
      var states = names.stream().map(site::user).toList();
      assertThat(Collections.frequency(states, owner)).isEqualTo(1);
      for (var name : names) {
        assertThat(site.user(name))
            .isEqualTo(
                owner.startsWith(name + " ")
                    ? state(name, "CONFIRMED", address)
                    : name + " CONFIRMED email=" + address + " email_verified=false nickname=n");
      }
    });
  }

  private static String state(String name, String status, String address) {
    return name + " " + status + " email=" + address + " email_verified=true nickname=n";
  }
}
