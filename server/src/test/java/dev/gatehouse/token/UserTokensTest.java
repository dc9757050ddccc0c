package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.GroupClaims;
import dev.gatehouse.pool.KeyUse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tokens of a user: whole payloads, their order as observed (oauth §7.2, §7.3).
class UserTokensTest {
  private static final String UUID_SHAPE =
      "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
  private static final GroupClaims GROUPS =
      new GroupClaims(
          List.of("admins", "staff/eu"), List.of("arn:a", "arn:b"), Optional.of("arn:a"));

  @TempDir static Path folder;
  private static TokenSite site;

  @BeforeAll
  static void open() {
    site = new TokenSite(folder, TokenSite.POOL);
  }

  private static String payload(String token) {
    var part = token.split("\\.", -1)[1];
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static List<String> names(String payload) {
    return new ArrayList<>(Json.parseObject(payload).members().keySet());
  }

  @Test
  void tc_01_tc_02_tc_20_the_whole_access_token() {
    var tokens =
        site.tokens(TokenSite.client(true), TokenSite.user(GroupClaims.NONE, Map.of("name", "A")));
    var payload = payload(tokens.access());
    var jti = Json.parseObject(payload).string("jti").orElseThrow();
    assertThat(jti).matches(UUID_SHAPE);
    assertThat(payload)
        .isEqualTo(
            "{\"origin_jti\":\"f9be0f6f-7ae1-4a8c-9a5d-3a4f8b9f1c11\",\"sub\":\""
                + TokenSite.SUB
                + "\",\"event_id\":\"0d2a7c55-61c2-4b41-8a9e-0e6c1b8f7d22\",\"token_use\":\"access\","
                + "\"scope\":\"aws.cognito.signin.user.admin\",\"auth_time\":1527817266,"
                + "\"iss\":\"https:\\/\\/cognito-idp.us-east-1.amazonaws.com\\/us-east-1_7E8IsxCGC\","
                + "\"exp\":1527820966,\"iat\":1527817366,\"jti\":\""
                + jti
                + "\",\"client_id\":\"14aq5ll5b1it6f62uefem6aqhn\",\"username\":\"alice\"}");
  }

  @Test
  void tc_01a_an_id_token_with_eleven_claims_has_the_observed_order() {
    var tokens = site.tokens(TokenSite.client(true), TokenSite.user(GroupClaims.NONE, Map.of()));
    assertThat(names(payload(tokens.id())))
        .containsExactly(
            "origin_jti",
            "sub",
            "aud",
            "event_id",
            "token_use",
            "auth_time",
            "iss",
            "cognito:username",
            "exp",
            "iat",
            "jti");
  }

  /// The observed order of 14 claims without `version`, which only the OAuth endpoints add.
  @Test
  void tc_01a_an_access_token_with_groups_has_the_observed_order() {
    var tokens = site.tokens(TokenSite.client(true), TokenSite.user(GROUPS, Map.of()));
    assertThat(names(payload(tokens.access())))
        .containsExactly(
            "sub",
            "cognito:groups",
            "iss",
            "client_id",
            "origin_jti",
            "event_id",
            "token_use",
            "scope",
            "auth_time",
            "exp",
            "iat",
            "jti",
            "username");
    assertThat(payload(tokens.access())).contains("[\"admins\",\"staff\\/eu\"]");
  }

  @Test
  void tc_01a_with_any_attributes_the_order_is_that_of_a_hash_map() {
    var attributes = new LinkedHashMap<String, String>();
    for (int more = 0; more < 40; more++) {
      attributes.put("custom:a" + more, "v");
      var payload =
          payload(site.tokens(TokenSite.client(true), TokenSite.user(GROUPS, attributes)).id());
      var expected = new HashMap<String, Object>();
      names(payload).forEach(name -> expected.put(name, 0));
      assertThat(names(payload)).hasSameElementsAs(expected.keySet());
      assertThat(names(payload).stream().map(UserTokensTest::hash).toList())
          .isSortedAccordingTo((a, b) -> Integer.compare(a % size(expected), b % size(expected)));
    }
  }

  private static int hash(String name) {
    var h = name.hashCode();
    return (h ^ (h >>> 16)) & Integer.MAX_VALUE;
  }

  private static int size(Map<String, Object> claims) {
    return claims.size() <= 12 ? 16 : claims.size() <= 24 ? 32 : claims.size() <= 48 ? 64 : 128;
  }

  @Test
  void attributes_have_the_types_of_the_id_token() {
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("email", "a/b@example.com");
    attributes.put("email_verified", "true");
    attributes.put("phone_number_verified", "false");
    attributes.put("updated_at", "1527817366");
    attributes.put("address", "1 High Street\nTown");
    attributes.put("custom:level", "7");
    attributes.put("custom:active", "true");
    var claims = id(TokenSite.user(GROUPS, attributes));
    assertThat(claims.string("email")).contains("a/b@example.com");
    assertThat(claims.bool("email_verified")).contains(true);
    assertThat(claims.bool("phone_number_verified")).contains(false);
    assertThat(claims.number("updated_at").map(Number::longValue)).contains(1_527_817_366L);
    assertThat(claims.object("address").flatMap(address -> address.string("formatted")))
        .contains("1 High Street\nTown");
    assertThat(claims.string("custom:level")).contains("7");
    assertThat(claims.string("custom:active")).contains("true");
    assertThat(claims.strings("cognito:groups")).containsExactly("admins", "staff/eu");
    assertThat(claims.strings("cognito:roles")).containsExactly("arn:a", "arn:b");
    assertThat(claims.string("cognito:preferred_role")).contains("arn:a");
  }

  private static JsonObject id(SignedIn user) {
    return Json.parseObject(payload(site.tokens(TokenSite.client(true), user).id()));
  }

  @Test
  void jw_29_any_text_of_an_attribute_round_trips() {
    for (var text :
        List.of(
            "\"quoted\" \\ and\n\t\r\b\f\u0000\u001f\u007f",
            "\ud83d\ude00\u00e9",
            "a".repeat(2_048),
            "</script>")) {
      assertThat(id(TokenSite.user(GroupClaims.NONE, Map.of("custom:x", text))).string("custom:x"))
          .contains(text);
    }
  }

  @Test
  void tc_20_each_token_has_an_id_of_its_own_and_its_own_lifetime() {
    var tokens = site.tokens(TokenSite.client(true), TokenSite.user(GroupClaims.NONE, Map.of()));
    var access = Json.parseObject(payload(tokens.access()));
    var id = Json.parseObject(payload(tokens.id()));
    assertThat(access.string("jti")).isNotEqualTo(id.string("jti"));
    assertThat(access.string("origin_jti")).isEqualTo(id.string("origin_jti"));
    assertThat(lifetime(access)).isEqualTo(3_600);
    assertThat(lifetime(id)).isEqualTo(1_800);
  }

  private static long lifetime(JsonObject claims) {
    return claims.number("exp").orElseThrow().longValueExact()
        - claims.number("iat").orElseThrow().longValueExact();
  }

  @Test
  void tc_23_without_revocation_there_is_no_jti_and_no_origin_jti() {
    var tokens = site.tokens(TokenSite.client(false), TokenSite.user(GroupClaims.NONE, Map.of()));
    assertThat(names(payload(tokens.access()))).doesNotContain("jti", "origin_jti");
    assertThat(names(payload(tokens.id()))).doesNotContain("jti", "origin_jti");
  }

  @Test
  void each_is_signed_by_the_key_of_its_use() {
    var tokens = site.tokens(TokenSite.client(true), TokenSite.user(GroupClaims.NONE, Map.of()));
    assertThat(isSigned(tokens.access(), KeyUse.ACCESS)).isTrue();
    assertThat(isSigned(tokens.access(), KeyUse.ID)).isFalse();
    assertThat(isSigned(tokens.id(), KeyUse.ID)).isTrue();
  }

  private static boolean isSigned(String token, KeyUse use) {
    var end = token.lastIndexOf('.');
    return site.keys
        .signing(use, site.env.now())
        .verifies(
            token.substring(0, end).getBytes(StandardCharsets.US_ASCII),
            Base64.getUrlDecoder().decode(token.substring(end + 1)));
  }
}
