package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.UserApi.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// AdminUpdateUserAttributes and AdminDeleteUserAttributes (users §2.6, §2.7).
class AdminAttributesTest {
  private static final String SCHEMA =
      ",'Schema':[{'Name':'name','Required':true,'Mutable':true,'AttributeDataType':'String'},"
          + "{'Name':'role','AttributeDataType':'String'},"
          + "{'Name':'code','AttributeDataType':'String','Mutable':true,"
          + "'StringAttributeConstraints':{'MinLength':'3','MaxLength':'5'}},"
          + "{'Name':'age','AttributeDataType':'Number','Mutable':true,"
          + "'NumberAttributeConstraints':{'MinValue':'18','MaxValue':'99.5'}},"
          + "{'Name':'since','AttributeDataType':'DateTime','Mutable':true},"
          + "{'Name':'vip','AttributeDataType':'Boolean','Mutable':true}]";

  @TempDir Path folder;
  private UserApi api;
  private String pool = "";

  @BeforeEach
  void open() {
    api = UserApi.open(folder);
    pool = api.createPool(SCHEMA);
  }

  @AfterEach
  void close() {
    api.close();
  }

  private static String attribute(String name, String value) {
    return "{'Name':'" + name + "','Value':'" + value + "'}";
  }

  private String set(String... attributes) {
    return of(pool, "jane", ",'UserAttributes':[" + String.join(",", attributes) + "]");
  }

  private void update(String... attributes) {
    assertThat(api.call("AdminUpdateUserAttributes", set(attributes))).isEqualTo("{}");
  }

  private String refusal(String... attributes) {
    return api.refusal("AdminUpdateUserAttributes", set(attributes));
  }

  private String delete(String... names) {
    return of(pool, "jane", ",'UserAttributeNames':['" + String.join("','", names) + "']");
  }

  @Test
  void sets_changes_and_deletes() {
    api.createUser(pool, "jane", "");
    api.clock.advance(Duration.ofSeconds(2));
    update(attribute("name", "Jane"), attribute("custom:code", "abcd"), attribute("nickname", "J"));
    assertThat(api.attributes(pool, "jane"))
        .containsExactly("custom:code=abcd", "name=Jane", "nickname=J");
    update(attribute("nickname", ""), attribute("custom:vip", "TRUE"));
    assertThat(api.attributes(pool, "jane"))
        .containsExactly("custom:code=abcd", "custom:vip=true", "name=Jane");
    assertThat(
            api.call("AdminDeleteUserAttributes", delete("custom:code", "custom:vip", "nickname")))
        .isEqualTo("{}");
    assertThat(api.attributes(pool, "jane")).containsExactly("name=Jane");
    assertThat(api.call("AdminGetUser", of(pool, "jane", "")))
        .contains("\"UserCreateDate\":1767323045.678,\"UserLastModifiedDate\":1767323047.678");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sub | x | Cannot modify the non-mutable attribute sub",
        "custom:role | x | user.custom:role: Attribute cannot be updated.~",
        "custom:role | '' | user.custom:role: Attribute cannot be updated.~",
        "custom:team | x | user.custom:team: Attribute does not exist in the schema.~",
        "Email | x | user.Email: Attribute does not exist in the schema.~",
        "cognito:groups | x | user.cognito:groups: Attribute does not exist in the schema.~",
        "identities | [] | user.identities: Attribute does not exist in the schema.~",
        "custom:code | ab | user.custom:code: String must be no shorter than 3 characters~",
        "custom:code | abcdef | user.custom:code: String must be no longer than 5 characters~",
        "birthdate | 1.1.2000 | user.birthdate: String must be no shorter than 10 characters~",
        "custom:age | 17.9 | user.custom:age: Number must be no less than 18~",
        "custom:age | 99.6 | user.custom:age: Number must be no greater than 99.5~",
        "custom:age | old | user.custom:age: Value must be a number~",
        "custom:since | now | user.custom:since: Value must be a date~",
        "custom:since | 2024-02-30 | user.custom:since: Value must be a date~",
        "custom:vip | yes | user.custom:vip: Value must be true or false~",
        "email | jane@ | Invalid email address format.",
        "phone_number | 5550100 | Invalid phone number format.",
        "email_verified | true | email_verified cannot be set without email.",
        "name | '' | Attributes did not conform to the schema: name: The attribute is required~"
      })
  void refuses_in_the_words_of_the_service(String name, String value, String text) {
    api.createUser(
        pool,
        "jane",
        ",'UserAttributes':["
            + attribute("custom:role", "clerk")
            + ","
            + attribute("name", "Jane")
            + "]");
    assertThat(refusal(attribute(name, value)))
        .isEqualTo("InvalidParameterException: " + text.replace('~', '\n'));
    assertThat(api.attributes(pool, "jane")).containsExactly("custom:role=clerk", "name=Jane");
  }

  @ParameterizedTest
  @CsvSource({
    "custom:since, 2024-02-29",
    "custom:since, 2024-02-29T23:59:59.5+01:00",
    "custom:age, 18",
    "custom:age, 99.5",
    "custom:code, abc",
    "updated_at, 0"
  })
  void takes_what_the_schema_allows(String name, String value) {
    api.createUser(pool, "jane", "");
    update(attribute(name, value));
    assertThat(api.attributes(pool, "jane")).containsExactly(name + "=" + value);
  }

  @Test
  void the_missing_value_wins_over_the_schema() {
    api.createUser(pool, "jane", "");
    assertThat(refusal(attribute("sub", "x"), "{'Name':'custom:team'}"))
        .isEqualTo("InvalidParameterException: Attribute value for custom:team must not be null");
  }

  @Test
  void at_03_a_new_address_is_not_verified_unless_it_is_said_to_be() {
    api.createUser(pool, "jane", "");
    update(attribute("email", "a@example.com"), attribute("email_verified", "true"));
    update(attribute("email", "a@example.com"));
    assertThat(api.attributes(pool, "jane"))
        .containsExactly("email=a@example.com", "email_verified=true");
    update(attribute("email", "b@example.com"));
    assertThat(api.attributes(pool, "jane"))
        .containsExactly("email=b@example.com", "email_verified=false");
    update(attribute("email_verified", "true"), attribute("email", "c@example.com"));
    assertThat(api.attributes(pool, "jane"))
        .containsExactly("email=c@example.com", "email_verified=true");
    api.call("AdminDeleteUserAttributes", delete("email"));
    assertThat(api.attributes(pool, "jane")).isEmpty();
  }

  @Test
  void at_09_an_alias_is_found_from_when_it_is_verified_and_is_one_users() {
    pool = api.createPool(",'AliasAttributes':['email','preferred_username']");
    api.createUser(pool, "jane", "");
    api.createUser(pool, "joe", "");
    update(attribute("email", "j@example.com"));
    assertThat(api.refusal("AdminGetUser", of(pool, "j@example.com", "")))
        .isEqualTo("UserNotFoundException: User does not exist.");
    update(attribute("email_verified", "true"), attribute("preferred_username", "boss"));
    for (var alias : new String[] {"j@example.com", "boss"}) {
      assertThat(api.answer("AdminGetUser", of(pool, alias, "")).string("Username"))
          .hasValue("jane");
    }
    var joe = ",'UserAttributes':[" + attribute("email", "j@example.com") + ",%s]";
    api.call(
        "AdminUpdateUserAttributes",
        of(pool, "joe", joe.formatted(attribute("email_verified", "false"))));
    assertThat(
            api.refusal(
                "AdminUpdateUserAttributes",
                of(pool, "joe", joe.formatted(attribute("email_verified", "true")))))
        .isEqualTo("AliasExistsException: An account with the given email already exists.");
    update(attribute("email", "k@example.com")); // The old alias is free with that.
    api.call(
        "AdminUpdateUserAttributes",
        of(pool, "joe", joe.formatted(attribute("email_verified", "true"))));
    assertThat(api.answer("AdminGetUser", of(pool, "j@example.com", "")).string("Username"))
        .hasValue("joe");
  }

  @Test
  void at_06_the_address_that_a_user_signs_in_with_changes_and_stays_one() {
    pool = api.createPool(",'UsernameAttributes':['email']");
    api.createUser(pool, "jane@example.com", "");
    api.createUser(pool, "joe@example.com", "");
    var jane = "jane@example.com";
    assertThat(
            api.refusal(
                "AdminDeleteUserAttributes", of(pool, jane, ",'UserAttributeNames':['email']")))
        .isEqualTo("InvalidParameterException: user.email: Attribute cannot be deleted.\n");
    assertThat(
            api.refusal(
                "AdminUpdateUserAttributes",
                of(
                    pool,
                    jane,
                    ",'UserAttributes':[" + attribute("email", "joe@example.com") + "]")))
        .isEqualTo("AliasExistsException: An account with the given email already exists.");
    api.call(
        "AdminUpdateUserAttributes",
        of(pool, jane, ",'UserAttributes':[" + attribute("email", "jane@new.example") + "]"));
    assertThat(api.attributes(pool, "jane@new.example"))
        .containsExactly("email=jane@new.example", "email_verified=false");
    assertThat(api.refusal("AdminGetUser", of(pool, jane, "")))
        .isEqualTo("UserNotFoundException: User does not exist.");
  }

  @Test
  void at_18_values_are_stored_as_they_are_up_to_the_limit() {
    api.createUser(pool, "jane", "");
    for (var value : new String[] {"=cmd|'/C calc'!A0", "<script>alert(1)</script>", "a\\tb"}) {
      update(attribute("nickname", value.replace("'", "`")));
      assertThat(api.attributes(pool, "jane"))
          .containsExactly("nickname=" + value.replace("'", "`").replace("\\t", "\t"));
    }
    update(attribute("nickname", "x".repeat(2048)));
    assertThat(refusal(attribute("nickname", "x".repeat(2049))))
        .startsWith("InvalidParameterException: 1 validation error detected: Value at");
  }
}
