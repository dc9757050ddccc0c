package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.UserApi.PASSWORD;
import static dev.gatehouse.aws.idp.user.UserApi.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What users do for themselves with an access token (users §5.1): GetUser, UpdateUserAttributes,
/// DeleteUserAttributes, DeleteUser, ChangePassword.
class OwnUserTest {
  private static final String SCHEMA =
      ",'Schema':[{'Name':'team','AttributeDataType':'String','Mutable':true},"
          + "{'Name':'level','AttributeDataType':'String','Mutable':true,"
          + "'DeveloperOnlyAttribute':true}]";

  @TempDir Path folder;
  private UserApi api;
  private String pool = "";
  private String client = "";

  @BeforeEach
  void open() {
    api = UserApi.withKeys(folder);
    pool = api.createPool(SCHEMA);
    client = api.createClient(pool, "");
    createUser("jane");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private void createUser(String name) {
    api.createUser(
        pool,
        name,
        ",'UserAttributes':[{'Name':'email','Value':'%s@example.com'},{'Name':'custom:team',"
                .formatted(name)
            + "'Value':'red'}]");
    api.call(
        "AdminSetUserPassword", of(pool, name, ",'Password':'" + PASSWORD + "','Permanent':true"));
  }

  private String signIn() {
    return api.signIn(pool, client, "jane");
  }

  private static String with(String token, String members) {
    return "{'AccessToken':'" + token + "'" + members + "}";
  }

  private static String attribute(String name, String value) {
    return ",'UserAttributes':[{'Name':'" + name + "','Value':'" + value + "'}]";
  }

  private static String change(String token, String previous, String proposed) {
    return with(
        token,
        (previous.isEmpty() ? "" : ",'PreviousPassword':'" + previous + "'")
            + ",'ProposedPassword':'"
            + proposed
            + "'");
  }

  @Test
  void at_05_shows_what_the_client_may_read() {
    var sub = api.sub(pool, "jane");
    var all = "{'Username':'jane','UserAttributes':[{'Name':'sub','Value':'" + sub + "'}%s]}";
    assertThat(api.call("GetUser", with(signIn(), "")))
        .isEqualTo(
            all.formatted(",{'Name':'email','Value':'jane@example.com'}").replace('\'', '"'));
    client = api.createClient(pool, ",'ReadAttributes':['custom:team','name']");
    assertThat(api.call("GetUser", with(signIn(), "")))
        .isEqualTo(all.formatted(",{'Name':'custom:team','Value':'red'}").replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource({
    "GetUser, ''",
    "UpdateUserAttributes, ',`UserAttributes`:[{`Name`:`name`,`Value`:`x`}]'",
    "DeleteUserAttributes, ',`UserAttributeNames`:[`name`]'",
    "ChangePassword, ',`PreviousPassword`:`Correct-horse-1`,`ProposedPassword`:`Other-horse-2`'",
    "DeleteUser, ''"
  })
  void a_token_must_be_good(String operation, String members) {
    var more = members.replace('`', '\'');
    var revoked = "NotAuthorizedException: Access Token has been revoked";
    assertThat(api.refusal(operation, with("x.y.z", more)))
        .isEqualTo("NotAuthorizedException: Invalid Access Token");
    var narrow = api.signIn(pool, client, "jane", "openid");
    assertThat(api.refusal(operation, with(narrow, more)))
        .isEqualTo("NotAuthorizedException: Access Token does not have required scopes");

    var token = signIn();
    api.call("AdminDisableUser", of(pool, "jane", ""));
    assertThat(api.refusal(operation, with(token, more)))
        .isEqualTo("NotAuthorizedException: User is disabled.");
    api.call("AdminEnableUser", of(pool, "jane", ""));
    assertThat(api.refusal(operation, with(token, more))).isEqualTo(revoked);

    var late = signIn();
    api.clock.advance(Duration.ofHours(1));
    assertThat(api.refusal(operation, with(late, more)))
        .isEqualTo("NotAuthorizedException: Access Token has expired");

    var orphan = signIn();
    api.call("DeleteUserPoolClient", "{'UserPoolId':'" + pool + "','ClientId':'" + client + "'}");
    assertThat(api.refusal(operation, with(orphan, more))).isEqualTo(revoked);
    client = api.createClient(pool, "");
    var lost = signIn();
    api.call("AdminDeleteUser", of(pool, "jane", ""));
    assertThat(api.refusal(operation, with(lost, more)))
        .isEqualTo("UserNotFoundException: User does not exist.");
  }

  @Test
  void at_21_the_token_alone_says_who() {
    createUser("joe");
    assertThat(api.call("GetUser", with(signIn(), ",'Username':'joe','UserPoolId':'" + pool + "'")))
        .contains("\"Username\":\"jane\"");
  }

  @Test
  void writes_and_deletes_what_the_client_may() {
    var token = signIn();
    assertThat(api.call("UpdateUserAttributes", with(token, attribute("name", "Jane"))))
        .isEqualTo("{}");
    assertThat(api.call("UpdateUserAttributes", with(token, attribute("email", "j@new.example"))))
        .isEqualTo("{}");
    assertThat(api.attributes(pool, "jane"))
        .as("AT-03")
        .containsExactly(
            "custom:team=red", "email=j@new.example", "email_verified=false", "name=Jane");
    assertThat(
            api.call("DeleteUserAttributes", with(token, ",'UserAttributeNames':['name','email']")))
        .isEqualTo("{}");
    assertThat(api.attributes(pool, "jane")).containsExactly("custom:team=red");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email_verified | NotAuthorizedException: A client attempted to write unauthorized attribute",
        "custom:team | NotAuthorizedException: A client attempted to write unauthorized attribute",
        "dev:custom:level | NotAuthorizedException: A client attempted to write unauthorized"
            + " attribute",
        "sub | InvalidParameterException: Cannot modify the non-mutable attribute sub",
        "identities | InvalidParameterException: user.identities: Attribute does not exist in the"
            + " schema.~",
        "cognito:user_status | InvalidParameterException: user.cognito:user_status: Attribute does"
            + " not exist in the schema.~",
        "Email_verified | InvalidParameterException: user.Email_verified: Attribute does not exist"
            + " in the schema.~"
      })
  void at_01_at_02_what_a_user_must_not_write(String name, String refusal) {
    var token = signIn();
    var before = api.attributes(pool, "jane");
    assertThat(api.refusal("UpdateUserAttributes", with(token, attribute(name, "true"))))
        .isEqualTo(refusal.replace('~', '\n'));
    assertThat(
            api.refusal(
                "DeleteUserAttributes", with(token, ",'UserAttributeNames':['" + name + "']")))
        .isEqualTo(refusal.replace('~', '\n'));
    assertThat(api.attributes(pool, "jane")).isEqualTo(before);
  }

  @Test
  void at_01_a_client_with_a_list_writes_that_alone() {
    client = api.createClient(pool, ",'WriteAttributes':['custom:team']");
    var token = signIn();
    api.call("UpdateUserAttributes", with(token, attribute("custom:team", "blue")));
    assertThat(api.refusal("UpdateUserAttributes", with(token, attribute("name", "x"))))
        .isEqualTo("NotAuthorizedException: A client attempted to write unauthorized attribute");
  }

  @Test
  void at_22_a_user_deletes_himself() {
    createUser("joe");
    var token = signIn();
    assertThat(api.call("DeleteUser", with(token, ""))).isEmpty();
    assertThat(api.refusal("AdminGetUser", of(pool, "jane", "")))
        .isEqualTo("UserNotFoundException: User does not exist.");
    assertThat(api.refusal("GetUser", with(token, "")))
        .isEqualTo("UserNotFoundException: User does not exist.");
    api.call("AdminGetUser", of(pool, "joe", ""));
  }

  @Test
  void changes_a_password_and_keeps_the_tokens() {
    var token = signIn();
    assertThat(api.call("ChangePassword", change(token, PASSWORD, "Other-horse-2")))
        .isEqualTo("{}");
    var stored = api.credentials(pool, "jane");
    assertThat(api.passwords.matches(Optional.of(stored), "Other-horse-2")).isTrue();
    assertThat(api.passwords.matches(Optional.of(stored), PASSWORD)).isFalse();
    api.call("GetUser", with(token, ""));
    assertThat(api.refusal("ChangePassword", change(token, "Other-horse-2", "short")))
        .as("SR-12")
        .isEqualTo(
            "InvalidPasswordException: Password does not conform to policy: Password not long"
                + " enough");
  }

  @Test
  void sr_24_five_guesses_an_hour() {
    var token = signIn();
    var wrong = "NotAuthorizedException: Incorrect username or password.";
    assertThat(api.refusal("ChangePassword", change(token, "", "Other-horse-2"))).isEqualTo(wrong);
    for (int i = 0; i < 4; i++) {
      assertThat(api.refusal("ChangePassword", change(token, "wrong" + i, "Other-horse-2")))
          .isEqualTo(wrong);
    }
    assertThat(api.refusal("ChangePassword", change(token, PASSWORD, "Other-horse-2")))
        .isEqualTo("LimitExceededException: Attempt limit exceeded, please try after some time.");
    api.clock.advance(Duration.ofHours(1));
    api.call("ChangePassword", change(signIn(), PASSWORD, "Other-horse-2"));
  }

  @Test
  void a_user_without_a_password_sets_one() {
    pool =
        api.createPool(
            ",'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}}");
    client = api.createClient(pool, "");
    api.createUser(pool, "jane", ",'UserAttributes':[{'Name':'email','Value':'jane@example.com'}]");
    api.call("ChangePassword", change(signIn(), "", "Other-horse-2"));
    assertThat(api.passwords.matches(Optional.of(api.credentials(pool, "jane")), "Other-horse-2"))
        .isTrue();
  }

  @Test
  void who_comes_from_an_identity_provider_gets_no_password() {
    api.createUser(pool, "google_108", "");
    var id = new UserPoolId(pool);
    var user = api.credentials(pool, "google_108").user();
    api.store.write(tx -> {
      tx.users().update(user.withStatus(UserStatus.EXTERNAL_PROVIDER).next(api.env.now()));
      return id;
    });
    var token = api.signIn(pool, client, "google_108");
    assertThat(api.refusal("ChangePassword", change(token, "", "Other-horse-2")))
        .isEqualTo("NotAuthorizedException: Incorrect username or password.");
  }

  @Test
  void sr_13_the_last_passwords_are_not_taken_again() {
    pool =
        api.createPool(
            SCHEMA + ",'Policies':{'PasswordPolicy':{'MinimumLength':8,'PasswordHistorySize':2}}");
    client = api.createClient(pool, "");
    createUser("jane");
    assertThat(api.refusal("ChangePassword", change(signIn(), PASSWORD, PASSWORD)))
        .isEqualTo("PasswordHistoryPolicyViolationException: Password has previously been used");
  }
}
