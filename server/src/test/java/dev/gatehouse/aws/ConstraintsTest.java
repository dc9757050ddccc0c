package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gatehouse.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The messages that were observed and published (users §1.5, GEN-05, GEN-06), word for word.
class ConstraintsTest {
  private static final ApiModel MODEL = ApiModel.shared();

  private static String message(String operation, String json) {
    var shape = MODEL.find(ApiService.USER_POOLS, operation).orElseThrow().input().orElseThrow();
    try {
      Constraints.check(shape, Json.parseObject(json));
    } catch (ApiException invalid) {
      assertThat(invalid.error()).isEqualTo(ApiError.VALIDATION);
      return invalid.text();
    }
    return "";
  }

  @Test
  void users_1_5_a_pattern() {
    assertThat(message("DescribeUserPool", "{\"UserPoolId\":\"string\"}"))
        .isEqualTo(
            "1 validation error detected: Value 'string' at 'userPoolId' failed to satisfy"
                + " constraint: Member must satisfy regular expression pattern:"
                + " [\\w-]+_[0-9a-zA-Z]+");
  }

  /// The pattern is that of the current model, which allows white space; the observed one did not.
  @Test
  void users_1_5_an_empty_string_breaks_two_constraints() {
    assertThat(
            message(
                "UpdateUserAttributes",
                "{\"AccessToken\":\"a\",\"UserAttributes\":[{\"Name\":\"\"}]}"))
        .isEqualTo(
            "2 validation errors detected: Value '' at 'userAttributes.1.member.name' failed to"
                + " satisfy constraint: Member must have length greater than or equal to 1; Value"
                + " '' at 'userAttributes.1.member.name' failed to satisfy constraint: Member must"
                + " satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r"
                + " ]+");
  }

  @Test
  void users_1_5_a_missing_member() {
    assertThat(
            message(
                "UpdateUserAttributes",
                "{\"AccessToken\":\"a\",\"UserAttributes\":[{\"Name\":null}]}"))
        .isEqualTo(
            "1 validation error detected: Value null at 'userAttributes.1.member.name' failed to"
                + " satisfy constraint: Member must not be null");
  }

  @Test
  void users_1_5_a_missing_sensitive_member() {
    assertThat(message("GetUser", "{}"))
        .isEqualTo(
            "1 validation error detected: Value at 'accessToken' failed to satisfy constraint:"
                + " Member must not be null");
  }

  @Test
  void users_1_5_a_sensitive_value_is_never_quoted() {
    assertThat(message("GetUser", "{\"AccessToken\":\"a b\"}"))
        .isEqualTo(
            "1 validation error detected: Value at 'accessToken' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern: [A-Za-z0-9-_=.]+");
    assertThat(
            message(
                "AdminSetUserPassword",
                "{\"UserPoolId\":\"us-east-1_a\",\"Username\":\"u\",\"Password\":\"with space\"}"))
        .isEqualTo(
            "1 validation error detected: Value at 'password' failed to satisfy constraint: Member"
                + " must satisfy regular expression pattern: [\\S]+");
  }

  @Test
  void gen_05_a_list_prints_its_enumeration_in_the_order_of_a_hash_set() {
    assertThat(
            message(
                "CreateUserPoolClient",
                "{\"UserPoolId\":\"us-east-1_a\",\"ClientName\":\"c\","
                    + "\"AllowedOAuthFlows\":[\"code\",\"token\"]}"))
        .isEqualTo(
            "1 validation error detected: Value '[code, token]' at 'allowedOAuthFlows' failed to"
                + " satisfy constraint: Member must satisfy constraint: [Member must satisfy enum"
                + " value set: [implicit, client_credentials, code]]");
  }

  @Test
  void gen_06_length_range_and_position_in_a_list() {
    assertThat(
            message(
                "CreateUserPoolDomain",
                "{\"UserPoolId\":\"us-east-1_a\",\"Domain\":\"" + "a".repeat(64) + "\"}"))
        .isEqualTo(
            "1 validation error detected: Value '"
                + "a".repeat(64)
                + "' at 'domain' failed to satisfy constraint: Member must have length less than or"
                + " equal to 63");
    assertThat(
            message(
                "CreateUserPool",
                "{\"PoolName\":\"p\",\"Policies\":{\"PasswordPolicy\":{\"MinimumLength\":5}},"
                    + "\"Schema\":[{\"Name\":\"a\"},{\"Name\":\""
                    + "b".repeat(21)
                    + "\"}]}"))
        .isEqualTo(
            "2 validation errors detected: Value '5' at 'policies.passwordPolicy.minimumLength'"
                + " failed to satisfy constraint: Member must have value greater than or equal to"
                + " 6; Value 'bbbbbbbbbbbbbbbbbbbbb' at 'schema.2.member.name' failed to satisfy"
                + " constraint: Member must have length less than or equal to 20");
  }

  @Test
  void a_member_that_the_table_does_not_have_passes() {
    assertThatCode(() ->
            message("DescribeUserPool", "{\"UserPoolId\":\"us-east-1_a\",\"New\":{\"A\":[1]}}"))
        .doesNotThrowAnyException();
    assertThat(message("DescribeUserPool", "{\"UserPoolId\":\"us-east-1_a\",\"New\":1}")).isEmpty();
  }

  @Test
  void a_length_counts_as_java_counts() {
    var emoji = "\uD83D\uDE00";
    assertThat(message("CreateGroup", group(emoji.repeat(64)))).isEmpty();
    assertThat(message("CreateGroup", group(emoji.repeat(64) + "a")))
        .contains("Member must have length less than or equal to 128");
  }

  private static String group(String name) {
    return "{\"UserPoolId\":\"us-east-1_a\",\"GroupName\":\"" + name + "\"}";
  }

  @Test
  void the_names_of_error_types_are_the_api_s_or_listed_here() {
    assertThat(Stream.<ErrorEntry[]>of(ApiError.values(), UserError.values()).flatMap(Stream::of))
        .allMatch(error -> error.type().matches("[A-Z][A-Za-z]+(Exception)?"));
  }
}
