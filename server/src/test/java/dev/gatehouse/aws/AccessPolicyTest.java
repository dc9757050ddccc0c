package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.Json;
import dev.gatehouse.testing.CountedText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Policies of access keys (D7).
class AccessPolicyTest {
  private static final String DESCRIBE = "cognito-idp:DescribeUserPool";

  private static AccessPolicy policy(String action, String pool) {
    return AccessPolicy.parse(
        "{\"Statements\":[{\"Actions\":[\"" + action + "\"],\"Pools\":[\"" + pool + "\"]}]}");
  }

  @Test
  void the_administrator_may_do_everything() {
    assertThat(AccessPolicy.ADMINISTRATOR.allows("gatehouse:CreateAccessKey", Optional.empty()))
        .isTrue();
    assertThat(AccessPolicy.ADMINISTRATOR.allows(DESCRIBE, Optional.of("us-east-1_a"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "cognito-idp:*, true",
    "cognito-idp:DescribeUserPool, true",
    "COGNITO-IDP:describeuserpool, true",
    "cognito-idp:Describe*, true",
    "cognito-idp:*Pool, true",
    "cognito-idp:D*U*P*l, true",
    "cognito-idp:DescribeUserPoolClient, false",
    "cognito-idp:Describe, false",
    "cognito-idp:*Client, false",
    "gatehouse:*, false"
  })
  void an_action_matches_whole_without_case_and_with_stars(String action, boolean allowed) {
    assertThat(policy(action, "*").allows(DESCRIBE, Optional.of("us-east-1_a"))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "us-east-1_a, true",
    "us-east-1_*, true",
    "US-EAST-1_a, false",
    "us-east-1_ab, false",
    "eu-west-1_*, false"
  })
  void a_pool_matches_whole_and_with_case(String pool, boolean allowed) {
    assertThat(policy("*", pool).allows(DESCRIBE, Optional.of("us-east-1_a"))).isEqualTo(allowed);
  }

  @Test
  void an_operation_without_a_pool_needs_all_pools() {
    assertThat(policy("*", "us-east-1_*").allows("cognito-idp:ListUserPools", Optional.empty()))
        .isFalse();
    assertThat(policy("*", "*").allows("cognito-idp:ListUserPools", Optional.empty())).isTrue();
  }

  @Test
  void statements_do_not_lend_each_other_anything() {
    var policy =
        AccessPolicy.parse(
            "{\"Statements\":["
                + "{\"Actions\":[\"cognito-idp:DescribeUserPool\"],\"Pools\":[\"us-east-1_a\"]},"
                + "{\"Actions\":[\"cognito-idp:DeleteUserPool\"],\"Pools\":[\"us-east-1_b\"]}]}");
    assertThat(policy.allows("cognito-idp:DeleteUserPool", Optional.of("us-east-1_a"))).isFalse();
    assertThat(policy.allows("cognito-idp:DeleteUserPool", Optional.of("us-east-1_b"))).isTrue();
  }

  @Test
  void is_stored_as_it_was_given() {
    var text = "{\"Statements\":[{\"Actions\":[\"cognito-idp:List*\"],\"Pools\":[\"a_b\",\"*\"]}]}";
    assertThat(Json.text(AccessPolicy.parse(text).toJson())).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"Statements\":{}}",
        "{\"Statements\":[]}",
        "{\"Statements\":[1]}",
        "{\"Statements\":[{}]}",
        "{\"Statements\":[{\"Actions\":[\"*\"]}]}",
        "{\"Statements\":[{\"Actions\":[],\"Pools\":[\"*\"]}]}",
        "{\"Statements\":[{\"Actions\":[\"*\"],\"Pools\":[]}]}",
        "{\"Statements\":[{\"Actions\":\"*\",\"Pools\":[\"*\"]}]}",
        "{\"Statements\":[{\"Actions\":[\"Describe\"],\"Pools\":[\"*\"]}]}",
        "{\"Statements\":[{\"Actions\":[\"\"],\"Pools\":[\"*\"]}]}",
        "{\"Statements\":[{\"Actions\":[\"*\"],\"Pools\":[null]}]}",
        "{\"Statements\":[{\"Actions\":[\"*\"],\"Pools\":[\"*\"],\"Effect\":\"Deny\"}]}",
        "{\"Statements\":[{\"Actions\":[\"*\"],\"Pools\":[\"*\"]}],\"Version\":\"1\"}"
      })
  void refuses_what_it_does_not_understand_completely(String text) {
    assertThatThrownBy(() -> AccessPolicy.parse(text))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.MALFORMED_POLICY));
  }

  @Test
  void ht_13_many_stars_take_no_more_steps_than_the_product_of_the_lengths() {
    var pattern = "*a".repeat(50);
    var text = "a".repeat(2_000) + "b";
    var counted = new CountedText(text, (long) pattern.length() * text.length());
    assertThat(AccessPolicy.isLike(pattern, counted)).isFalse();
    assertThat(
            policy("cognito-idp:" + pattern, "*").allows("cognito-idp:" + text, Optional.empty()))
        .isFalse();
  }
}
