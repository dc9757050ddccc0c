package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.INCORRECT;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.claims;
import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.json;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `NEW_PASSWORD_REQUIRED` over the wire (users §3.5): InitiateAuth, RespondToAuthChallenge,
/// AdminInitiateAuth, AdminRespondToAuthChallenge.
class NewPasswordTest {
  private static final String CHALLENGE = "NEW_PASSWORD_REQUIRED";
  private static final String NEW = "Battery-Staple-2";
  private static final String USED =
      notAuthorized("Invalid session for the user, session can only be used once.");
  private static final String FOREIGN = notAuthorized("Invalid session for the user.");

  private final SignInSite site = SignInSite.make();

  @AfterEach
  void close() {
    site.close();
  }

  private String session(SignInSite at, String name) {
    return member(at.password(name, PASSWORD), "Session");
  }

  private String session() {
    site.invited("jane", "");
    return session(site, "jane");
  }

  private static String answer(String name, String password) {
    return "'USERNAME':'" + name + "','NEW_PASSWORD':'" + password + "'";
  }

  private static String asked(String user, String required, String attributes) {
    return "200 {\"ChallengeName\":\"NEW_PASSWORD_REQUIRED\",\"Session\":\"…\","
        + "\"ChallengeParameters\":{\"USER_ID_FOR_SRP\":\""
        + user
        + "\",\"requiredAttributes\":\""
        + required.replace("'", "\\\"")
        + "\",\"userAttributes\":\""
        + attributes.replace("'", "\\\"")
        + "\"}}";
  }

  @Test
  void the_temporary_password_is_replaced_and_the_user_is_in() {
    site.invited("jane", "");
    var asked = site.password("jane", PASSWORD);
    assertThat(masked(asked)).isEqualTo(asked("jane", "[]", "{}"));

    var session = member(asked, "Session");
    assertThat(session).matches("[A-Za-z0-9_-]{20,2048}");
    assertThat(masked(site.respond(CHALLENGE, session, answer("jane", NEW)))).isEqualTo(TOKENS);
    assertThat(masked(site.password("jane", NEW))).isEqualTo(TOKENS);
    assertThat(site.password("jane", PASSWORD)).isEqualTo(INCORRECT);
    assertThat(masked(site.verify(site.proof(site.srp("jane"), NEW)))).isEqualTo(TOKENS);
    assertThat(site.admin("AdminGetUser", ",'Username':'jane'").string("UserStatus"))
        .contains("CONFIRMED");
  }

  @Test
  void it_is_asked_after_a_proof_too_and_an_administrator_may_answer() {
    site.invited("jane", "");
    var asked = site.verify(site.proof(site.srp("jane"), PASSWORD));
    assertThat(masked(asked)).isEqualTo(asked("jane", "[]", "{}"));
    assertThat(masked(site.adminRespond(CHALLENGE, member(asked, "Session"), answer("jane", NEW))))
        .isEqualTo(TOKENS);

    site.invited("john", "");
    var byAdministrator =
        site.adminInitiate(
            "ADMIN_USER_PASSWORD_AUTH", "'USERNAME':'john','PASSWORD':'" + PASSWORD + "'");
    assertThat(masked(byAdministrator)).isEqualTo(asked("john", "[]", "{}"));
    assertThat(
            masked(
                site.respond(CHALLENGE, member(byAdministrator, "Session"), answer("john", NEW))))
        .isEqualTo(TOKENS);
  }

  @Test
  void the_new_password_may_be_the_temporary_one() {
    assertThat(masked(site.respond(CHALLENGE, session(), answer("jane", PASSWORD))))
        .isEqualTo(TOKENS);
    assertThat(masked(site.password("jane", PASSWORD))).isEqualTo(TOKENS);
  }

  @Test
  void sr_12_a_weak_password_is_refused_and_another_one_may_be_tried() {
    var session = session();
    assertThat(site.respond(CHALLENGE, session, answer("jane", "Ab-1")))
        .isEqualTo(
            error(
                "InvalidPasswordException",
                "Password does not conform to policy: Password not long enough"));
    assertThat(site.respond(CHALLENGE, session, answer("jane", "battery-staple-2")))
        .isEqualTo(
            error(
                "InvalidPasswordException",
                "Password does not conform to policy: Password must have uppercase characters"));
    for (var shape : List.of("A-1" + "a".repeat(254), "Battery Staple-2")) {
      assertThat(site.respond(CHALLENGE, session, answer("jane", shape)))
          .as(shape)
          .isEqualTo(error("InvalidParameterException", "Invalid request."));
    }
    assertThat(site.respond(CHALLENGE, session, "'USERNAME':'jane'"))
        .isEqualTo(error("InvalidParameterException", "Missing required parameter NEW_PASSWORD"));
    var longest = "A-1" + "a".repeat(253);
    assertThat(masked(site.respond(CHALLENGE, session, answer("jane", longest)))).isEqualTo(TOKENS);
    assertThat(masked(site.password("jane", longest))).isEqualTo(TOKENS);
  }

  @Test
  void required_attributes_are_asked_for_and_given_with_the_password() {
    var schema =
        ",'Schema':[{'Name':'email','AttributeDataType':'String','Required':true,'Mutable':true},"
            + "{'Name':'name','AttributeDataType':'String','Required':true,'Mutable':true},"
            + "{'Name':'team','AttributeDataType':'String','Mutable':true}]";
    var writable =
        ",'WriteAttributes':['email','name','nickname'],'ReadAttributes':['email','name']";
    try (var pool = SignInSite.make(schema, FLOWS + writable)) {
      pool.invited("jane", ",'UserAttributes':[{'Name':'email','Value':'jane@example.com'}]");
      var asked = pool.password("jane", PASSWORD);
      assertThat(masked(asked))
          .isEqualTo(asked("jane", "['userAttributes.name']", "{'email':'jane@example.com'}"));
      var session = member(asked, "Session");
      var right = answer("jane", NEW) + ",'userAttributes.name':'Jane'";

      assertThat(pool.respond(CHALLENGE, session, answer("jane", NEW)))
          .isEqualTo(
              error(
                  "InvalidParameterException",
                  "Attributes did not conform to the schema: name: The attribute is required\\n"));
      assertThat(
              pool.respond(
                  CHALLENGE, session, right + ",'userAttributes.email':'other@example.com'"))
          .isEqualTo(notAuthorized("Cannot modify an already provided email"));
      assertThat(
              pool.respond(CHALLENGE, session, right + ",'userAttributes.email_verified':'true'"))
          .isEqualTo(
              error(
                  "InvalidParameterException",
                  "Cannot modify the non-mutable attribute email_verified"));
      assertThat(pool.respond(CHALLENGE, session, right + ",'userAttributes.custom:team':'a'"))
          .isEqualTo(notAuthorized("A client attempted to write unauthorized attribute"));
      assertThat(pool.respond(CHALLENGE, session, right + ",'userAttributes.nobody':'a'"))
          .isEqualTo(
              error(
                  "InvalidParameterException",
                  "user.nobody: Attribute does not exist in the schema.\\n"));

      var in = pool.respond(CHALLENGE, session, right + ",'userAttributes.nickname':'J'");
      assertThat(masked(in)).isEqualTo(TOKENS);
      var id = claims(member(in, "IdToken"));
      assertThat(id.string("name")).contains("Jane");
      assertThat(id.string("email")).contains("jane@example.com");
      assertThat(id.string("nickname")).isEmpty(); // The client may write it, not read it.
      assertThat(Json.text(pool.admin("AdminGetUser", ",'Username':'jane'")))
          .contains(json("{'Name':'nickname','Value':'J'}"))
          .contains(json("'UserStatus':'CONFIRMED'"));
    }
  }

  @Test
  void sr_13_a_password_goes_into_the_history() {
    var policy = ",'Policies':{'PasswordPolicy':{'MinimumLength':8,'PasswordHistorySize':2}}";
    try (var pool = SignInSite.make(policy, FLOWS)) {
      pool.invited("jane", "");
      assertThat(masked(pool.respond(CHALLENGE, session(pool, "jane"), answer("jane", NEW))))
          .isEqualTo(TOKENS);
      pool.admin("AdminSetUserPassword", ",'Username':'jane','Password':'" + PASSWORD + "9'");
      var again = member(pool.password("jane", PASSWORD + "9"), "Session");
      assertThat(pool.respond(CHALLENGE, again, answer("jane", NEW)))
          .isEqualTo(
              error(
                  "PasswordHistoryPolicyViolationException", "Password has previously been used"));
    }
  }

  @Test
  void sr_17_a_session_is_answered_once_by_its_user_and_client_in_time() {
    var session = session();
    var right = answer("jane", NEW);
    assertThat(site.respond(CHALLENGE, "made-up-session-made-up", right))
        .isEqualTo(error("CodeMismatchException", "Invalid session provided"));
    assertThat(site.respond(CHALLENGE, session.substring(0, session.length() - 4) + "AAAA", right))
        .isEqualTo(error("CodeMismatchException", "Invalid session provided"));
    assertThat(site.respond(CHALLENGE, "", right))
        .isEqualTo(error("InvalidParameterException", "Missing required parameter Session"));
    var otherClient = site.with(site.newClient(FLOWS).string("ClientId").orElseThrow());
    assertThat(otherClient.respond(CHALLENGE, session, right)).isEqualTo(FOREIGN);

    assertThat(masked(site.respond(CHALLENGE, session, right))).isEqualTo(TOKENS);
    assertThat(site.respond(CHALLENGE, session, right)).isEqualTo(USED);

    site.invited("john", "");
    var late = session(site, "john");
    site.server.advance(Duration.ofMinutes(3));
    assertThat(site.respond(CHALLENGE, late, answer("john", NEW)))
        .isEqualTo(notAuthorized("Invalid session for the user, session is expired."));
  }

  @Test
  void sr_07_another_username_than_the_challenge_is_for() {
    site.invited("john", "");
    var session = session();
    for (var name : List.of("john", "Jane", "nobody")) {
      assertThat(site.respond(CHALLENGE, session, answer(name, NEW))).as(name).isEqualTo(FOREIGN);
    }
    assertThat(masked(site.respond(CHALLENGE, session, answer("jane", NEW)))).isEqualTo(TOKENS);
    assertThat(masked(site.password("john", PASSWORD))).isEqualTo(asked("john", "[]", "{}"));
  }

  @Test
  void sr_20_another_temporary_password_ends_the_session_of_the_first() {
    var session = session();
    site.admin("AdminSetUserPassword", ",'Username':'jane','Password':'Other-Temporary-1'");
    assertThat(site.respond(CHALLENGE, session, answer("jane", NEW))).isEqualTo(FOREIGN);
  }

  @Test
  void a_user_who_is_disabled_meanwhile_is_not_let_in() {
    var session = session();
    site.admin("AdminDisableUser", ",'Username':'jane'");
    assertThat(site.respond(CHALLENGE, session, answer("jane", NEW)))
        .isEqualTo(notAuthorized("User is disabled."));
  }

  @Test
  void in_a_pool_of_addresses_the_address_names_the_user() {
    try (var addresses = SignInSite.make(",'UsernameAttributes':['email']", FLOWS)) {
      var sub = addresses.invited("jane@example.com", "");
      var asked = addresses.password("jane@example.com", PASSWORD);
      assertThat(member(asked, "USER_ID_FOR_SRP")).isEqualTo(sub);
      assertThat(
              masked(
                  addresses.respond(
                      CHALLENGE, member(asked, "Session"), answer("jane@example.com", NEW))))
          .isEqualTo(TOKENS);
    }
  }
}
