package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.pool.AdministratorRole;
import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the roles of the console may do, over every operation of the API's tables (UI-04; G-6).
class RolePolicyTest {
  private static final String POOL = "us-east-1_a1B2c3D4e";
  private static final String OTHER = "us-east-1_other1234";

  /// What only looks, by its name.
  private static final Pattern LOOKS =
      Pattern.compile("(Describe|List|Get|AdminGet|AdminList|Search|Verify)\\w+");

  /// Looks by its name, and does more: it issues tokens, or shows what is as good as a password.
  private static final List<String> DOES_MORE = List.of("GetClientToken", "ListMessages");

  /// What everybody does with his own account.
  private static final List<String> OWN = List.of("ChangeOwnPassword", "SetOwnTotp");

  private static List<ApiModel.Entry> signed() {
    var all = new ArrayList<ApiModel.Entry>();
    for (var service : List.of(ApiService.USER_POOLS, ApiService.EXTENSION)) {
      for (var name : ApiModel.shared().names(service)) {
        ApiModel.shared().find(service, name).filter(ApiModel.Entry::signed).ifPresent(all::add);
      }
    }
    return all;
  }

  private static AccessPolicy policy(AdministratorRole role, String... pools) {
    return RolePolicy.of(role, List.of(pools));
  }

  @Test
  void an_administrator_may_do_everything_by_the_policy_that_says_so() {
    assertThat(policy(AdministratorRole.ADMINISTRATOR)).isSameAs(AccessPolicy.ADMINISTRATOR);
  }

  @Test
  void a_policy_is_stored_and_read_again() {
    for (var role : AdministratorRole.values()) {
      var json = policy(role, POOL).toJson();
      assertThat(AccessPolicy.parse(Json.text(json)).toJson()).isEqualTo(json);
    }
  }

  @Test
  void ui_04_who_reads_only_may_do_nothing_that_writes() {
    var policy = policy(AdministratorRole.READ_ONLY);
    for (var entry : signed()) {
      var name = entry.name();
      var isAllowed =
          policy.allows(entry.action(), Optional.empty())
              || policy.allows(entry.action(), Optional.of(POOL));
      if (isAllowed) {
        assertThat(LOOKS.matcher(name).matches() && !DOES_MORE.contains(name) || OWN.contains(name))
            .as(name)
            .isTrue();
      }
    }
    assertThat(policy.allows("cognito-idp:DescribeUserPool", Optional.of(POOL))).isTrue();
    assertThat(policy.allows("cognito-idp:ListUserPools", Optional.empty())).isTrue();
    assertThat(policy.allows("cognito-idp:AdminGetUser", Optional.of(POOL))).isTrue();
  }

  @Test
  void a_pool_administrator_may_do_everything_with_his_pools_and_nothing_with_others() {
    var policy = policy(AdministratorRole.POOL_ADMINISTRATOR, POOL);
    for (var entry : signed()) {
      assertThat(policy.allows(entry.action(), Optional.of(POOL))).as(entry.name()).isTrue();
      assertThat(policy.allows(entry.action(), Optional.of(OTHER)))
          .as(entry.name())
          .isEqualTo(isOfNoPool(entry.name()));
      assertThat(policy.allows(entry.action(), Optional.empty()))
          .as(entry.name())
          .isEqualTo(isOfNoPool(entry.name()));
    }
  }

  private static boolean isOfNoPool(String name) {
    return OWN.contains(name) || name.equals("ListUserPools") || name.equals("GetServerInfo");
  }

  @Test
  void support_is_for_users_and_what_they_are_in() {
    var policy = policy(AdministratorRole.SUPPORT, POOL);
    for (var entry : signed()) {
      var name = entry.name();
      if (policy.allows(entry.action(), Optional.of(POOL)) && !LOOKS.matcher(name).matches()) {
        assertThat(name.startsWith("Admin") || OWN.contains(name)).as(name).isTrue();
      }
      if (policy.allows(entry.action(), Optional.of(OTHER))) {
        assertThat(isOfNoPool(name)).as(name).isTrue();
      }
    }
    for (var refused :
        List.of("AdminInitiateAuth", "AdminRespondToAuthChallenge", "AdminLinkProviderForUser")) {
      assertThat(policy.allows("cognito-idp:" + refused, Optional.of(POOL))).as(refused).isFalse();
    }
    assertThat(policy.allows("cognito-idp:AdminResetUserPassword", Optional.of(POOL))).isTrue();
    assertThat(
            policy(AdministratorRole.SUPPORT)
                .allows("cognito-idp:AdminCreateUser", Optional.of(OTHER)))
        .isTrue();
  }

  /// The request names a domain alone: whose pool it is, the answer says.
  @Test
  void ui_04_whoever_is_limited_to_pools_sees_their_domains_and_no_others() {
    try (var server = TestServer.strict()) {
      Browser.setUp(server, "ada", "correct horse battery");
      var own = poolWithDomain(server, "own-domain");
      poolWithDomain(server, "other-domain");
      var pools = ",\"Pools\":[\"" + own + "\"]";
      for (var role : List.of("PoolAdministrator", "Support")) {
        var page = Browser.add(server, role, role, pools);
        assertThat(domain(page, "own-domain"))
            .startsWith("200 {\"DomainDescription\":{")
            .contains("\"UserPoolId\":\"" + own + "\"");
        assertThat(domain(page, "other-domain"))
            .isEqualTo(
                "400 {\"__type\":\"AccessDeniedException\",\"Message\":\"User:"
                    + " arn:aws:iam::000000000000:user/"
                    + role
                    + " is not authorized to perform: cognito-idp:DescribeUserPoolDomain on"
                    + " resource: * because no policy of its access key allows it\"}");
        assertThat(domain(page, "nobodys-domain")).isEqualTo("200 {\"DomainDescription\":{}}");
      }
    }
  }

  private static String poolWithDomain(TestServer server, String domain) {
    var pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"a\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    server.cognito(
        "CreateUserPoolDomain",
        "{\"Domain\":\"%s\",\"UserPoolId\":\"%s\"}".formatted(domain, pool));
    return pool;
  }

  private static String domain(Browser page, String domain) {
    var answer = page.cognito("DescribeUserPoolDomain", "{\"Domain\":\"" + domain + "\"}");
    return answer.status() + " " + answer.body();
  }

  /// Over the wire, with what the page signs with: every operation that is built and writes.
  @Test
  void ui_04_who_reads_only_changes_nothing_through_the_api() {
    try (var server = TestServer.strict()) {
      Browser.setUp(server, "ada", "correct horse battery");
      var reader = Browser.add(server, "reader", "ReadOnly", "");
      var pool =
          server
              .cognito("CreateUserPool", "{\"PoolName\":\"a\"}")
              .object("UserPool")
              .flatMap(made -> made.string("Id"))
              .orElseThrow();
      int tried = 0;
      for (var entry : signed()) {
        if (LOOKS.matcher(entry.name()).matches() && !DOES_MORE.contains(entry.name())
            || OWN.contains(entry.name())) {
          continue;
        }
        var named =
            entry.input().filter(shape -> shape.members().containsKey("UserPoolId")).isPresent();
        var answer =
            reader.call(
                server,
                entry.service().targetPrefix() + "." + entry.name(),
                entry.service().signingName(),
                named ? "{\"UserPoolId\":\"" + pool + "\"}" : "{}");
        if (answer.status() != 501) {
          tried++;
          assertThat(answer.status() + " " + answer.body())
              .as(entry.name())
              .startsWith(
                  "400 {\"__type\":\"AccessDeniedException\",\"Message\":\"User:"
                      + " arn:aws:iam::000000000000:user/reader is not authorized to perform: "
                      + entry.action());
        }
      }
      assertThat(tried).isGreaterThan(50);
      var described = "{\"UserPoolId\":\"" + pool + "\"}";
      assertThat(reader.cognito("DescribeUserPool", described).status()).isEqualTo(200);
      assertThat(reader.extension("ListSigningKeys", described).status()).isEqualTo(200);
      assertThat(reader.extension("ListAccessKeys", "{}").status()).isEqualTo(400);
    }
  }
}
