package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.UserApi.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AdminLinkProviderForUser and AdminDisableProviderForUser (users §2.8, §6.6).
class ProviderLinksTest {
  private static final String ONE =
      "{\"userId\":\"%s\",\"providerName\":\"%s\"%s,\"issuer\":null,\"primary\":false,"
          + "\"dateCreated\":1767323045678}";

  @TempDir Path folder;
  private UserApi api;
  private String pool = "";

  @BeforeEach
  void open() {
    api = UserApi.open(folder);
    pool = api.createPool();
    api.createUser(pool, "jane", "");
    api.createUser(pool, "joe", "");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private static String user(String provider, String value) {
    return "{'ProviderName':'"
        + provider
        + "','ProviderAttributeName':'Cognito_Subject','ProviderAttributeValue':'"
        + value
        + "'}";
  }

  private String link(String destination, String source) {
    return "{'UserPoolId':'"
        + pool
        + "','DestinationUser':"
        + destination
        + ",'SourceUser':"
        + source
        + "}";
  }

  private String unlink(String user) {
    return "{'UserPoolId':'" + pool + "','User':" + user + "}";
  }

  private static String identity(String provider, String subject, String type) {
    return ONE.formatted(subject, provider, type);
  }

  @Test
  void links_and_shows_who_the_user_is_elsewhere() {
    var jane = user("Cognito", "jane");
    assertThat(api.call("AdminLinkProviderForUser", link(jane, user("Google", "108"))))
        .isEqualTo("{}");
    api.call("AdminLinkProviderForUser", link(jane, user("corporate", "j.doe")));
    var google = identity("Google", "108", ",\"providerType\":\"Google\"");
    var corporate = identity("corporate", "j.doe", "");
    assertThat(api.attributes(pool, "jane"))
        .containsExactly("identities=[" + google + "," + corporate + "]");
    assertThat(api.call("AdminDisableProviderForUser", unlink(user("Google", "108"))))
        .isEqualTo("{}");
    assertThat(api.attributes(pool, "jane")).containsExactly("identities=[" + corporate + "]");
    api.call("AdminDisableProviderForUser", unlink(user("corporate", "j.doe")));
    assertThat(api.attributes(pool, "jane")).isEmpty();
    api.call("AdminLinkProviderForUser", link(user("Cognito", "joe"), user("Google", "108")));
  }

  @Test
  void a_linked_user_is_found_by_who_he_is_elsewhere() {
    api.call("AdminLinkProviderForUser", link(user("Cognito", "jane"), user("Google", "108")));
    api.call("AdminLinkProviderForUser", link(user("Google", "108"), user("Facebook", "7")));
    assertThat(api.attributes(pool, "jane").getFirst()).contains("\"Google\"", "\"Facebook\"");
  }

  @Test
  void at_19_an_identity_is_one_users() {
    var google = user("Google", "108");
    api.call("AdminLinkProviderForUser", link(user("Cognito", "jane"), google));
    assertThat(api.refusal("AdminLinkProviderForUser", link(user("Cognito", "jane"), google)))
        .isEqualTo("InvalidParameterException: SourceUser is already linked to DestinationUser");
    assertThat(api.refusal("AdminLinkProviderForUser", link(user("Cognito", "joe"), google)))
        .isEqualTo(
            "InvalidParameterException: Merging is not currently supported, please provide a"
                + " SourceUser that has not been previously signed up");
    api.call("AdminDeleteUser", of(pool, "jane", ""));
    api.call("AdminLinkProviderForUser", link(user("Cognito", "joe"), google)); // AT-15.
  }

  @Test
  void at_19_a_user_has_five() {
    for (int i = 0; i < 5; i++) {
      api.call("AdminLinkProviderForUser", link(user("Cognito", "jane"), user("Google", "" + i)));
    }
    assertThat(
            api.refusal(
                "AdminLinkProviderForUser", link(user("Cognito", "jane"), user("Google", "5"))))
        .isEqualTo("LimitExceededException: A user cannot have more than 5 linked identities.");
  }

  @Test
  void says_that_there_is_no_such_user() {
    var unknown = "UserNotFoundException: User does not exist.";
    for (var nobody : List.of(user("Cognito", "nobody"), user("Google", "nobody"))) {
      assertThat(api.refusal("AdminLinkProviderForUser", link(nobody, user("Google", "108"))))
          .isEqualTo(unknown);
    }
    assertThat(api.refusal("AdminDisableProviderForUser", unlink(user("Google", "108"))))
        .isEqualTo(unknown);
  }

  @Test
  void both_must_be_somebody_and_the_source_somebody_elses() {
    var jane = user("Cognito", "jane");
    var text = "InvalidParameterException: %s must name a provider and a user of it.";
    assertThat(api.refusal("AdminLinkProviderForUser", link("{}", user("Google", "1"))))
        .isEqualTo(text.formatted("DestinationUser"));
    assertThat(api.refusal("AdminLinkProviderForUser", link(jane, "{'ProviderName':'Google'}")))
        .isEqualTo(text.formatted("SourceUser"));
    assertThat(api.refusal("AdminLinkProviderForUser", link(jane, user("Cognito", "joe"))))
        .isEqualTo(text.formatted("SourceUser"));
    assertThat(api.refusal("AdminDisableProviderForUser", unlink("{}")))
        .isEqualTo(text.formatted("User"));
  }

  private void giveJaneAPassword() {
    api.call("AdminSetUserPassword", of(pool, "jane", ",'Password':'" + UserApi.PASSWORD + "'"));
  }

  @Test
  void section_6_6_a_password_is_disabled_and_links_stay() {
    giveJaneAPassword();
    var jane = user("Cognito", "jane");
    api.call("AdminLinkProviderForUser", link(jane, user("Google", "108")));
    assertThat(api.call("AdminDisableProviderForUser", unlink(jane))).isEqualTo("{}");
    var disabled = api.call("AdminGetUser", of(pool, "jane", ""));
    assertThat(disabled).contains("\"UserStatus\":\"EXTERNAL_PROVIDER\"", "\"Enabled\":true");
    assertThat(api.attributes(pool, "jane"))
        .containsExactly(
            "identities=[" + identity("Google", "108", ",\"providerType\":\"Google\"") + "]");
    assertThat(api.credentials(pool, "jane").password()).isEmpty();

    api.clock.advance(Duration.ofHours(1));
    api.call("AdminDisableProviderForUser", unlink(jane));
    assertThat(api.call("AdminGetUser", of(pool, "jane", "")))
        .as("there is nothing to disable any more")
        .isEqualTo(disabled);
    assertThat(api.refusal("AdminResetUserPassword", of(pool, "jane", "")))
        .isEqualTo("NotAuthorizedException: User password cannot be reset in the current state.");
  }

  @Test
  void a_password_is_disabled_by_the_name_alone() {
    giveJaneAPassword();
    assertThat(api.refusal("AdminDisableProviderForUser", unlink(user("Cognito", "nobody"))))
        .isEqualTo("UserNotFoundException: User does not exist.");
    var bySub =
        "{'ProviderName':'Cognito','ProviderAttributeName':'sub','ProviderAttributeValue':'"
            + api.sub(pool, "jane")
            + "'}";
    assertThat(api.refusal("AdminDisableProviderForUser", unlink(bySub)))
        .isEqualTo("InvalidParameterException: User must name a provider and a user of it.");
    assertThat(api.credentials(pool, "jane").password()).isPresent();
  }
}
