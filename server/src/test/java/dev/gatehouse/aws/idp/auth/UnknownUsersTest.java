package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.HIDDEN;
import static dev.gatehouse.aws.idp.auth.SignInSite.INCORRECT;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.WRONG;
import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SrpClient;
import dev.gatehouse.testing.TestServer.Answer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A client with PreventUserExistenceErrors learns nothing of who there is (users §2.9):
/// InitiateAuth and RespondToAuthChallenge of a user and of nobody.
class UnknownUsersTest {
  private static final String A = new SrpClient(BigInteger.TEN).publicValue();

  private static SignInSite site(String poolMembers) {
    return SignInSite.make(poolMembers, FLOWS + HIDDEN);
  }

  /// Status, body and headers, but for what is made anew for each answer.
  private static Map<String, List<String>> comparable(Answer answer) {
    var headers = new HashMap<>(answer.headers());
    headers.keySet().removeIf(name -> List.of("date", "x-amzn-requestid").contains(name));
    headers.put("", List.of(SignInSite.text(answer)));
    return headers;
  }

  @Test
  void en_01_a_wrong_password_and_nobody_are_the_same_answer() {
    try (var site = site("")) {
      site.confirmed("jane");
      var wrong = "'USERNAME':'jane','PASSWORD':'" + WRONG + "'";
      var nobody = "'USERNAME':'nobody','PASSWORD':'" + WRONG + "'";
      assertThat(comparable(site.initiateAnswer("USER_PASSWORD_AUTH", nobody)))
          .isEqualTo(comparable(site.initiateAnswer("USER_PASSWORD_AUTH", wrong)));
      assertThat(site.adminInitiate("ADMIN_USER_PASSWORD_AUTH", nobody))
          .isEqualTo(site.adminInitiate("ADMIN_USER_PASSWORD_AUTH", wrong))
          .isEqualTo(INCORRECT);
    }
  }

  @Test
  void en_01_sr_08_a_challenge_for_nobody_has_the_shape_and_size_of_a_users() {
    try (var site = site("")) {
      site.confirmed("jane");
      var known = site.srp("jane");
      var unknown = site.srp("jule");
      assertThat(unknown.parameters().members().keySet())
          .isEqualTo(known.parameters().members().keySet());
      assertThat(unknown.parameter("SALT")).matches("[1-9a-f][0-9a-f]{31}");
      assertThat(unknown.parameter("USERNAME")).isEqualTo("jule");
      assertThat(unknown.parameter("USER_ID_FOR_SRP")).isEqualTo("jule");

      assertThat(site.verify(site.proof(unknown, PASSWORD)))
          .isEqualTo(site.verify(site.proof(known, WRONG)))
          .isEqualTo(INCORRECT);
    }
  }

  /// Whoever types another spelling of a name is shown what he would be shown of nobody.
  @Test
  void en_01_sr_08_capitals_of_a_stored_name_are_not_shown() {
    var members = ",'UsernameConfiguration':{'CaseSensitive':false},'AliasAttributes':['email']";
    try (var site = site(members)) {
      site.confirmed("JaneDoe");
      site.admin(
          "AdminUpdateUserAttributes",
          ",'Username':'janedoe','UserAttributes':[{'Name':'email','Value':'Jane@Example.com'},"
              + "{'Name':'email_verified','Value':'true'}]");
      for (var name : List.of("JANEDOE", "janedoe", "JaneDoe", "jane@example.com")) {
        var known = site.srp(name);
        assertThat(known.parameter("USERNAME"))
            .isEqualTo("janedoe")
            .isEqualTo(known.parameter("USER_ID_FOR_SRP"));
        var in = site.verify(site.proof(known, PASSWORD));
        assertThat(SignInSite.masked(in)).as(name).isEqualTo(SignInSite.TOKENS);
        assertThat(SignInSite.claims(SignInSite.member(in, "AccessToken")).string("username"))
            .contains("JaneDoe");
      }
      assertThat(site.srp("JOHNDOE").parameter("USER_ID_FOR_SRP")).isEqualTo("johndoe");
    }
  }

  @Test
  void sr_08_the_secret_block_of_nobody_is_as_long_as_a_users() {
    try (var site = site("")) {
      site.confirmed("jane");
      var known = new ArrayList<Integer>();
      var unknown = new ArrayList<Integer>();
      for (int i = 0; i < 30; i++) {
        known.add(site.srp("jane").parameter("SECRET_BLOCK").length());
        unknown.add(site.srp("a-much-longer-name-of-nobody").parameter("SECRET_BLOCK").length());
      }
      // The value of SRP_B is now and then a digit shorter; nothing else of it varies.
      assertThat(unknown.stream().max(Integer::compare))
          .isEqualTo(known.stream().max(Integer::compare));
    }
  }

  @Test
  void sr_08_the_salt_stays_and_the_rest_is_fresh() {
    try (var site = site(",'UsernameConfiguration':{'CaseSensitive':false}")) {
      var first = site.srp("nobody");
      var again = site.srp("NoBody");
      var other = site.srp("somebody");
      assertThat(again.parameter("SALT")).isEqualTo(first.parameter("SALT"));
      assertThat(again.parameter("USERNAME")).isEqualTo("nobody");
      assertThat(again.parameter("SRP_B")).isNotEqualTo(first.parameter("SRP_B"));
      assertThat(other.parameter("SALT")).isNotEqualTo(first.parameter("SALT"));

      var otherPool = SignInSite.on(site.server, "", FLOWS + HIDDEN);
      assertThat(otherPool.srp("nobody").parameter("SALT")).isNotEqualTo(first.parameter("SALT"));
    }
  }

  @Test
  void sr_08_where_usernames_are_subs_nobody_has_one_that_stays() {
    for (var members : List.of(",'UsernameAttributes':['email']", ",'AliasAttributes':['email']")) {
      try (var site = site(members)) {
        var first = site.srp("nobody@example.com");
        var again = site.srp("nobody@example.com");
        assertThat(first.parameter("USERNAME"))
            .matches("[0-9a-f]{8}-[0-9a-f]{4}-70[0-9a-f]{2}-[0-9a-f]{4}-[0-9a-f]{12}")
            .isEqualTo(first.parameter("USER_ID_FOR_SRP"))
            .isEqualTo(again.parameter("USERNAME"));
        assertThat(site.verify(site.proof(first, PASSWORD))).isEqualTo(INCORRECT);
        var byName =
            site.proof(again, PASSWORD)
                .replace("'" + again.parameter("USERNAME"), "'nobody@example.com");
        assertThat(site.verify(byName)).isEqualTo(INCORRECT);
      }
    }
  }

  @Test
  void en_10_names_of_nobody_lock_as_users_do() {
    try (var site = site("")) {
      site.confirmed("jane");
      for (var name : List.of("jane", "nobody")) {
        for (int i = 0; i < 5; i++) {
          assertThat(site.password(name, WRONG)).as(name).isEqualTo(INCORRECT);
        }
        assertThat(site.password(name, WRONG))
            .as(name)
            .isEqualTo(notAuthorized("Password attempts exceeded"));
        assertThat(site.verify(site.proof(site.srp(name), WRONG)))
            .as(name)
            .isEqualTo(notAuthorized("Password attempts exceeded"));
      }
    }
  }

  @Test
  void en_11_without_it_the_client_is_told() {
    try (var site = SignInSite.make()) {
      assertThat(site.initiate("USER_SRP_AUTH", "'USERNAME':'nobody','SRP_A':'" + A + "'"))
          .isEqualTo(error("UserNotFoundException", "User does not exist."));
    }
  }
}
