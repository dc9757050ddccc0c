package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.UserApi.NOW;
import static dev.gatehouse.aws.idp.user.UserApi.PASSWORD;
import static dev.gatehouse.aws.idp.user.UserApi.newUser;
import static dev.gatehouse.aws.idp.user.UserApi.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// AdminCreateUser (users §2.1, §2.2, §2.4), without messages.
class AdminCreateUserTest {
  private static final String EMAIL_POOL = ",'UsernameAttributes':['email']";
  private static final String ALIAS_POOL = ",'AliasAttributes':['email','preferred_username']";

  @TempDir Path folder;
  private UserApi api;
  private String pool = "";

  @BeforeEach
  void open() {
    api = UserApi.open(folder);
    pool = api.createPool();
  }

  @AfterEach
  void close() {
    api.close();
  }

  private static String attributes(String... namesAndValues) {
    var all = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.append(all.isEmpty() ? "" : ",")
          .append("{'Name':'%s','Value':'%s'}".formatted(namesAndValues[i], namesAndValues[i + 1]));
    }
    return ",'UserAttributes':[" + all + "]";
  }

  private String refusal(String name, String members) {
    return api.refusal("AdminCreateUser", newUser(pool, name, members));
  }

  @Test
  void returns_the_user_and_so_does_admin_get_user() {
    var made =
        api.createUser(
            pool,
            "jane",
            ",'TemporaryPassword':'"
                + PASSWORD
                + "'"
                + attributes("email", "jane@example.com", "email_verified", "True"));
    var sub = api.sub(pool, "jane");
    var attributes =
        "[{'Name':'sub','Value':'"
            + sub
            + "'},{'Name':'email','Value':'jane@example.com'},"
            + "{'Name':'email_verified','Value':'true'}]";
    var rest =
        ",'UserCreateDate':%1$s,'UserLastModifiedDate':%1$s,'Enabled':true,".formatted(NOW)
            + "'UserStatus':'FORCE_CHANGE_PASSWORD'}";
    assertThat(Json.text(made))
        .isEqualTo(("{'Username':'jane','Attributes':" + attributes + rest).replace('\'', '"'));
    assertThat(api.call("AdminGetUser", of(pool, "jane", "")))
        .isEqualTo(("{'Username':'jane','UserAttributes':" + attributes + rest).replace('\'', '"'));
    assertThat(sub).matches("[0-9a-f]{8}-[0-9a-f]{4}-70[0-9a-f]{2}-[0-9a-f]{4}-[0-9a-f]{12}");
  }

  @Test
  void the_temporary_password_is_stored_to_be_checked_and_never_shown() {
    var made = api.createUser(pool, "jane", ",'TemporaryPassword':'" + PASSWORD + "'");
    var stored = api.credentials(pool, "jane");
    assertThat(api.passwords.matches(Optional.of(stored), PASSWORD)).isTrue();
    assertThat(api.passwords.matches(Optional.of(stored), PASSWORD + "2")).isFalse();
    assertThat(stored.password().orElseThrow().temporary()).isTrue();
    assertThat(Json.text(made) + api.call("AdminGetUser", of(pool, "jane", "")))
        .as("SR-25")
        .doesNotContain(PASSWORD)
        .doesNotContainIgnoringCase("hash")
        .doesNotContainIgnoringCase("verifier");
  }

  @Test
  void a_password_that_nobody_is_told_is_not_stored() {
    api.createUser(pool, "jane", "");
    assertThat(api.credentials(pool, "jane").password()).isEmpty();
    assertThat(api.call("AdminGetUser", of(pool, "jane", "")))
        .contains("\"UserStatus\":\"FORCE_CHANGE_PASSWORD\"");
  }

  @Test
  void nothing_is_sent_to_a_user_without_an_address_for_the_medium() {
    var email = attributes("email", "jane@example.com");
    api.call("AdminCreateUser", of(pool, "nothing", ""));
    api.call("AdminCreateUser", of(pool, "sms", email)); // SMS is the default.
    assertThat(api.credentials(pool, "sms").password()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Short-1 | Password not long enough",
        "lower-case-1 | Password must have uppercase characters",
        "UPPER-CASE-1 | Password must have lowercase characters",
        "No-numbers-here | Password must have numeric characters",
        "NoSymbolsHere1 | Password must have symbol characters"
      })
  void sr_12_the_policy_holds_for_temporary_passwords(String password, String fault) {
    assertThat(refusal("jane", ",'TemporaryPassword':'" + password + "'"))
        .isEqualTo("InvalidPasswordException: Password does not conform to policy: " + fault);
    assertThat(api.refusal("AdminGetUser", of(pool, "jane", "")))
        .isEqualTo("UserNotFoundException: User does not exist.");
  }

  @Test
  void a_username_is_taken_once() {
    api.createUser(pool, "jane", "");
    assertThat(refusal("jane", ""))
        .isEqualTo("UsernameExistsException: User account already exists");
    assertThat(refusal("jane", ",'TemporaryPassword':'" + PASSWORD + "'"))
        .isEqualTo("UsernameExistsException: User account already exists");
    api.createUser(pool, "Jane", ""); // Case counts unless the pool says otherwise.
    var other = api.createPool();
    api.createUser(other, "jane", "");
    assertThat(api.sub(other, "jane")).isNotEqualTo(api.sub(pool, "jane")); // MT-06.
  }

  @ParameterizedTest
  @ValueSource(strings = {"jane", "JANE", "Ｊａｎｅ", "ZOE\u0308", "zo\u00eb"})
  void at_08_one_account_where_case_does_not_count(String again) {
    pool = api.createPool(",'UsernameConfiguration':{'CaseSensitive':false}");
    api.createUser(pool, "Jane", "");
    api.createUser(pool, "Zo\u00eb", "");
    assertThat(refusal(again, ""))
        .isEqualTo("UsernameExistsException: User account already exists");
    var stored = api.answer("AdminGetUser", of(pool, again, "")).string("Username").orElseThrow();
    assertThat(stored).isIn("Jane", "Zo\u00eb");
  }

  @Test
  void at_12_a_sub_is_nobody_elses_username() {
    api.createUser(pool, "jane", "");
    var sub = api.sub(pool, "jane");
    assertThat(refusal(sub, "")).isEqualTo("UsernameExistsException: User account already exists");
    assertThat(api.answer("AdminGetUser", of(pool, sub, "")).string("Username")).hasValue("jane");
  }

  @Test
  void in_a_pool_of_addresses_the_username_is_the_sub() {
    pool = api.createPool(EMAIL_POOL);
    var user = api.createUser(pool, "jane@example.com", attributes("email_verified", "true"));
    var sub = api.sub(pool, "jane@example.com");
    assertThat(user.string("Username")).hasValue(sub);
    assertThat(api.attributes(pool, sub))
        .containsExactly("email=jane@example.com", "email_verified=true");
    assertThat(refusal("jane@example.com", ""))
        .isEqualTo("UsernameExistsException: An account with the given email already exists.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'email' | Username should be an email.",
        "'phone_number' | Username should be a phone number.",
        "'email','phone_number' | Username should be either an email or a phone number."
      })
  void a_pool_of_addresses_takes_nothing_else(String attributes, String text) {
    pool = api.createPool(",'UsernameAttributes':[" + attributes + "]");
    assertThat(refusal("jane", "")).isEqualTo("InvalidParameterException: " + text);
  }

  @Test
  void a_username_must_not_look_like_an_alias() {
    pool = api.createPool(",'AliasAttributes':['email','phone_number']");
    assertThat(refusal("jane@example.com", ""))
        .isEqualTo(
            "InvalidParameterException: Username cannot be of email format, since user pool is"
                + " configured for email alias.");
    assertThat(refusal("+12065550100", ""))
        .isEqualTo(
            "InvalidParameterException: Username cannot be of phone number format, since user pool"
                + " is configured for phone number alias.");
  }

  @Test
  void at_09_a_verified_alias_is_one_users_unless_it_is_forced() {
    pool = api.createPool(ALIAS_POOL);
    var verified = attributes("email", "j@example.com", "email_verified", "true");
    api.createUser(pool, "one", verified);
    api.createUser(pool, "two", attributes("email", "j@example.com")); // Not verified: no alias.
    assertThat(refusal("three", verified))
        .isEqualTo("AliasExistsException: An account with the given email already exists.");
    assertThat(api.answer("AdminGetUser", of(pool, "j@example.com", "")).string("Username"))
        .hasValue("one");

    api.createUser(pool, "three", verified + ",'ForceAliasCreation':true");
    assertThat(api.answer("AdminGetUser", of(pool, "j@example.com", "")).string("Username"))
        .hasValue("three");
    assertThat(api.attributes(pool, "one"))
        .containsExactly("email=j@example.com", "email_verified=false");
  }

  @Test
  void at_12_a_username_is_nobodys_preferred_one() {
    pool = api.createPool(ALIAS_POOL);
    api.createUser(pool, "one", attributes("preferred_username", "boss"));
    assertThat(refusal("boss", ""))
        .isEqualTo("UsernameExistsException: User account already exists");
    assertThat(refusal("two", attributes("preferred_username", "one")))
        .isEqualTo(
            "AliasExistsException: An account with the given preferred_username already exists.");
  }

  @Test
  void attributes_must_be_ones_of_the_schema() {
    assertThat(refusal("jane", attributes("custom:team", "x", "nick", "x")))
        .isEqualTo(
            "InvalidParameterException: Attributes did not conform to the schema: custom:team:"
                + " Attribute does not exist in the schema.\n"
                + "nick: Attribute does not exist in the schema.\n");
    assertThat(refusal("jane", attributes("sub", "x")))
        .isEqualTo("InvalidParameterException: Cannot modify the non-mutable attribute sub");
    assertThat(refusal("jane", ",'UserAttributes':[{'Name':'email'}]"))
        .isEqualTo("InvalidParameterException: Attribute value for email must not be null");
    assertThat(refusal("jane", attributes("email_verified", "true")))
        .isEqualTo("InvalidParameterException: email_verified cannot be set without email.");
    assertThat(refusal("jane", attributes("email", "jane")))
        .isEqualTo("InvalidParameterException: Invalid email address format.");
  }

  @Test
  void required_attributes_may_be_missing_and_an_administrator_writes_the_developers_own() {
    pool =
        api.createPool(
            ",'Schema':[{'Name':'name','Required':true,'Mutable':true},{'Name':'level',"
                + "'AttributeDataType':'Number','DeveloperOnlyAttribute':true}]");
    api.createUser(pool, "jane", attributes("dev:custom:level", "3", "nickname", ""));
    assertThat(api.attributes(pool, "jane")).containsExactly("dev:custom:level=3");
  }

  @Test
  void where_a_code_is_enough_a_user_needs_an_address_and_no_password() {
    pool =
        api.createPool(
            ",'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}}");
    assertThat(refusal("jane", ""))
        .isEqualTo(
            "InvalidParameterException: Attributes did not conform to the schema: email: The"
                + " attribute is required\n");
    var user = api.createUser(pool, "jane", attributes("email", "jane@example.com"));
    assertThat(user.string("UserStatus")).hasValue("CONFIRMED");
    assertThat(api.credentials(pool, "jane").password()).isEmpty();
    var other = api.createUser(pool, "joe", ",'TemporaryPassword':'" + PASSWORD + "'");
    assertThat(other.string("UserStatus")).hasValue("FORCE_CHANGE_PASSWORD");
  }

  @Test
  void another_invitation_sets_another_password() {
    api.createUser(pool, "jane", ",'TemporaryPassword':'" + PASSWORD + "'");
    api.clock.advance(Duration.ofDays(3));
    var again = ",'MessageAction':'RESEND','TemporaryPassword':'Another-horse-2'";
    var user = api.answer("AdminCreateUser", of(pool, "jane", again)).object("User").orElseThrow();
    assertThat(user.string("UserStatus")).hasValue("FORCE_CHANGE_PASSWORD");
    var stored = api.credentials(pool, "jane");
    assertThat(api.passwords.matches(Optional.of(stored), "Another-horse-2")).isTrue();
    assertThat(api.passwords.matches(Optional.of(stored), PASSWORD)).isFalse();
    assertThat(stored.password().orElseThrow().setAt())
        .as("it holds from now on")
        .isEqualTo(api.clock.instant());
  }

  @Test
  void another_invitation_is_for_a_user_with_a_temporary_password() {
    var again = ",'MessageAction':'RESEND'";
    assertThat(api.refusal("AdminCreateUser", of(pool, "jane", again)))
        .isEqualTo("UserNotFoundException: User does not exist.");
    api.createUser(pool, "jane", "");
    api.call(
        "AdminSetUserPassword",
        of(pool, "jane", ",'Password':'" + PASSWORD + "','Permanent':true"));
    assertThat(api.refusal("AdminCreateUser", of(pool, "jane", again)))
        .isEqualTo(
            "UnsupportedUserStateException: Resend not possible. jane status is not"
                + " FORCE_CHANGE_PASSWORD");
  }

  @Test
  void at_17_a_trigger_is_not_passed_over() {
    pool =
        api.createPool(
            ",'LambdaConfig':{'PreSignUp':'arn:aws:lambda:us-east-1:000000000000:function:f'}");
    var answer = api.send("AdminCreateUser", newUser(pool, "jane", ""));
    assertThat(answer.status() + UserApi.body(answer))
        .isEqualTo(
            "501{\"__type\":\"GatehouseNotBuilt\",\"message\":\"The trigger PreSignUp is not built"
                + " yet. docs/compatibility.md lists what Gatehouse offers.\"}");
  }
}
