package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.json;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Addresses that come with a new password: `userAttributes.email` of `NEW_PASSWORD_REQUIRED`
/// (users §2.7, §3.5).
class NewAddressTest {
  private static final String NEW = "Battery-Staple-2";
  private static final String AUTO = ",'AutoVerifiedAttributes':['email']";
  private static final String FIRST =
      ",'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']}";
  private static final String REQUIRED =
      ",'Schema':[{'Name':'email','AttributeDataType':'String','Required':true,'Mutable':true}]";

  private final TestServer server = TestServer.dev();

  @AfterEach
  void close() {
    server.close();
  }

  private SignInSite site(String poolMembers) {
    return SignInSite.on(server, poolMembers, FLOWS);
  }

  /// The answer to a new password with that address.
  private static String give(SignInSite site, String attributes) {
    site.invited("jane", attributes);
    var session = member(site.password("jane", PASSWORD), "Session");
    return site.respond(
        "NEW_PASSWORD_REQUIRED",
        session,
        "'USERNAME':'jane','NEW_PASSWORD':'" + NEW + "','userAttributes.email':'jane@example.com'");
  }

  private List<JsonObject> messages(SignInSite site) {
    var answer = server.extension("ListMessages", json("{'UserPoolId':'" + site.pool + "'}"));
    return ((JsonArray) answer.member("Messages").orElseThrow())
        .elements().stream().map(JsonObject.class::cast).toList();
  }

  private static String user(SignInSite site) {
    return Json.text(site.admin("AdminGetUser", ",'Username':'jane'"));
  }

  private static String verify(SignInSite site, String token, String code) {
    return SignInSite.text(
        site.send(
            "VerifyUserAttribute",
            "{'AccessToken':'" + token + "','AttributeName':'email','Code':'" + code + "'}"));
  }

  @Test
  void section_2_7_one_that_the_pool_verifies_is_sent_a_code() {
    var site = site(AUTO);
    var in = give(site, "");
    assertThat(masked(in)).isEqualTo(TOKENS);
    var message = messages(site).getFirst();
    assertThat(messages(site)).hasSize(1);
    assertThat(message.string("Kind")).contains("UPDATE_ATTRIBUTE");
    assertThat(message.string("To")).contains("jane@example.com");
    assertThat(user(site))
        .contains(json("{'Name':'email','Value':'jane@example.com'}"))
        .doesNotContain(json("{'Name':'email_verified','Value':'true'}"));

    var code = message.string("Code").orElseThrow();
    assertThat(verify(site, member(in, "AccessToken"), code)).isEqualTo("200 {}");
    assertThat(user(site)).contains(json("{'Name':'email_verified','Value':'true'}"));
  }

  @Test
  void one_that_the_pool_does_not_verify_is_sent_nothing() {
    var site = site("");
    assertThat(masked(give(site, ""))).isEqualTo(TOKENS);
    assertThat(messages(site)).isEmpty();
  }

  @Test
  void at_03_an_old_one_stays_until_the_new_one_is_verified() {
    var site = site(AUTO + FIRST);
    var in =
        give(
            site,
            ",'UserAttributes':[{'Name':'email','Value':'old@example.com'},"
                + "{'Name':'email_verified','Value':'true'}]");
    assertThat(masked(in)).isEqualTo(TOKENS);
    assertThat(user(site))
        .contains(json("{'Name':'email','Value':'old@example.com'}"))
        .contains(json("{'Name':'email_verified','Value':'true'}"));
    var code = messages(site).getFirst().string("Code").orElseThrow();
    assertThat(verify(site, member(in, "AccessToken"), code)).isEqualTo("200 {}");
    assertThat(user(site)).contains(json("{'Name':'email','Value':'jane@example.com'}"));
  }

  @Test
  void one_that_the_pool_requires_is_the_users_at_once() {
    var site = site(AUTO + FIRST + REQUIRED);
    assertThat(masked(give(site, ""))).isEqualTo(TOKENS);
    assertThat(messages(site)).hasSize(1);
    assertThat(user(site))
        .contains(json("{'Name':'email','Value':'jane@example.com'}"))
        .doesNotContain(json("{'Name':'email_verified','Value':'true'}"));
  }

  /// An address that gets enough already gets no more; the sign-in is none the worse.
  @Test
  void bf_10_no_message_goes_to_an_address_that_has_had_enough() {
    try (var strict = TestServer.dev("throttle.messages-per-recipient=1")) {
      var site = SignInSite.on(strict, AUTO + FIRST, FLOWS);
      for (var name : List.of("jane", "john")) {
        site.invited(name, "");
        var session = member(site.password(name, PASSWORD), "Session");
        var in =
            site.respond(
                "NEW_PASSWORD_REQUIRED",
                session,
                "'USERNAME':'%s','NEW_PASSWORD':'%s','userAttributes.email':'a@example.com'"
                    .formatted(name, NEW));
        assertThat(masked(in)).isEqualTo(TOKENS);
        assertThat(
                SignInSite.text(
                    site.send(
                        "GetUserAttributeVerificationCode",
                        "{'AccessToken':'"
                            + member(in, "AccessToken")
                            + "','AttributeName':'email'}")))
            .as("the address is asked for, whether it was sent anything or not")
            .isEqualTo(
                error(
                    "LimitExceededException",
                    "Attempt limit exceeded, please try after some time."));
      }
      var all = strict.extension("ListMessages", json("{'UserPoolId':'" + site.pool + "'}"));
      assertThat(((JsonArray) all.member("Messages").orElseThrow()).elements()).hasSize(1);
    }
  }

  @Test
  void bf_10_messages_with_new_passwords_are_the_users_own_too() {
    var site = site(AUTO);
    for (int i = 0; i <= 5; i++) {
      if (i == 0) {
        site.invited("jane", "");
      } else {
        site.admin(
            "AdminSetUserPassword",
            ",'Username':'jane','Password':'" + PASSWORD + "','Permanent':false");
      }
      var session = member(site.password("jane", PASSWORD), "Session");
      assertThat(
              masked(
                  site.respond(
                      "NEW_PASSWORD_REQUIRED",
                      session,
                      "'USERNAME':'jane','NEW_PASSWORD':'%s','userAttributes.email':'%d@example.com'"
                          .formatted(NEW, i))))
          .isEqualTo(TOKENS);
    }
    assertThat(messages(site)).hasSize(5);
    assertThat(user(site)).contains(json("{'Name':'email','Value':'5@example.com'}"));
  }

  @Test
  void section_2_2_one_that_another_user_signs_in_with_is_refused() {
    var site = site(",'UsernameAttributes':['email']" + AUTO);
    site.invited("jane@example.com", "");
    site.invited("john@example.com", "");
    var session = member(site.password("john@example.com", PASSWORD), "Session");
    var answer =
        "'USERNAME':'john@example.com','NEW_PASSWORD':'"
            + NEW
            + "','userAttributes.email':'jane@example.com'";
    assertThat(site.respond("NEW_PASSWORD_REQUIRED", session, answer))
        .isEqualTo(
            error("AliasExistsException", "An account with the given email already exists."));
    assertThat(messages(site)).isEmpty();
  }
}
