package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.claims;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The largest tokens that the quotas allow: a user in 100 groups, with 50 custom attributes of
/// 2,048 characters.
@DisplayName("RL-53: tokens of a user with all that a pool can give him")
class LargeTokensTest {
  private static final int ATTRIBUTES = 50;
  private static final int GROUPS = 100;
  private static final String LONG = "x".repeat(2_048);

  private final SignInSite site = SignInSite.make(schema(), FLOWS + readable());

  @AfterEach
  void close() {
    site.close();
  }

  private static String schema() {
    return ",'Schema':["
        + list(
            ATTRIBUTES,
            i -> "{'Name':'a%02d','AttributeDataType':'String','Mutable':true}".formatted(i))
        + "]";
  }

  private static String readable() {
    return ",'ReadAttributes':[" + list(ATTRIBUTES, "'custom:a%02d'"::formatted) + "]";
  }

  private static String list(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(joining(","));
  }

  private static String group(int number) {
    return String.format(Locale.ROOT, "%03d-", number) + "g".repeat(124);
  }

  private void fill() {
    site.confirmed("jane");
    site.admin(
        "AdminUpdateUserAttributes",
        ",'Username':'jane','UserAttributes':["
            + list(ATTRIBUTES, i -> "{'Name':'custom:a%02d','Value':'%s'}".formatted(i, LONG))
            + "]");
    for (int i = 0; i < GROUPS; i++) {
      var members = ",'GroupName':'" + group(i) + "'";
      site.admin("CreateGroup", members + ",'Precedence':" + i);
      site.admin("AdminAddUserToGroup", members + ",'Username':'jane'");
    }
  }

  @Test
  void they_hold_all_of_it_and_work() {
    fill();
    var answer = site.password("jane", PASSWORD);

    assertThat(masked(answer)).isEqualTo(TOKENS);
    var access = member(answer, "AccessToken");
    expectGroups(claims(access));
    expectAll(claims(member(answer, "IdToken")));
    assertThat(site.send("GetUser", "{'AccessToken':'" + access + "'}").status()).isEqualTo(200);
    var refreshed =
        site.initiate(
            "REFRESH_TOKEN_AUTH", "'REFRESH_TOKEN':'" + member(answer, "RefreshToken") + "'");
    expectAll(claims(member(refreshed, "IdToken")));
  }

  private static void expectAll(JsonObject claims) {
    expectGroups(claims);
    for (int i = 0; i < ATTRIBUTES; i++) {
      assertThat(claims.string("custom:a%02d".formatted(i))).contains(LONG);
    }
  }

  private static void expectGroups(JsonObject claims) {
    var groups = IntStream.range(0, GROUPS).mapToObj(LargeTokensTest::group).toList();
    assertThat(claims.member("cognito:groups")).contains(JsonValue.of(groups));
  }
}
