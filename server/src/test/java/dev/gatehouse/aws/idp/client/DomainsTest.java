package dev.gatehouse.aws.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainsTest {
  private static final String CERTIFICATE =
      "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000";
  private static final String CONFIG =
      ",'CustomDomainConfig':{'CertificateArn':'" + CERTIFICATE + "'}";
  private static final String DISTRIBUTION = "gatehouse-placeholder.cloudfront.net";
  private static final String BAD_PREFIX =
      "InvalidParameterException: The domain name contains an invalid character. Domain names can"
          + " only contain lower-case letters, numbers, and hyphens. Please enter a different name"
          + " that follows this format: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$";
  private static final String BAD_HOST =
      "InvalidParameterException: Custom domain is not a valid subdomain: it must be a lower-case"
          + " host name below a domain of your own.";
  private static final String NO_SUCH =
      "InvalidParameterException: No such domain or user pool exists.";

  @TempDir Path folder;
  private ClientApi api;
  private String pool;

  @BeforeEach
  void open() {
    api = ClientApi.strict(folder);
    pool = api.createPool("");
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  @DisplayName("DO-08, DO-20: tutorial 001's prefix, ACTIVE at once, with the later members too")
  void do_20_describes_a_prefix() {
    assertThat(create("lobster1234", "")).isEqualTo("{}");

    assertThat(describe("lobster1234"))
        .isEqualTo(
            ("{'DomainDescription':{'UserPoolId':'"
                    + pool
                    + "','AWSAccountId':'000000000000',"
                    + "'Domain':'lobster1234','S3Bucket':'aws-cognito-prod-iad-assets',"
                    + "'CloudFrontDistribution':'','Version':'20260102030405','Status':'ACTIVE',"
                    + "'CustomDomainConfig':{},'ManagedLoginVersion':1}}")
                .replace('\'', '"'));
    assertThat(ClientApi.member(describePool(), "Domain")).isEqualTo("\"lobster1234\"");
  }

  @Test
  void do_08_do_20_creates_and_describes_a_custom_host() {
    assertThat(create("auth.example.com", CONFIG + ",'ManagedLoginVersion':2"))
        .isEqualTo("{\"ManagedLoginVersion\":2,\"CloudFrontDomain\":\"" + DISTRIBUTION + "\"}");

    assertThat(describe("auth.example.com"))
        .isEqualTo(
            ("{'DomainDescription':{'UserPoolId':'"
                    + pool
                    + "','AWSAccountId':'000000000000',"
                    + "'Domain':'auth.example.com','S3Bucket':'aws-cognito-prod-iad-assets',"
                    + "'CloudFrontDistribution':'"
                    + DISTRIBUTION
                    + "',"
                    + "'Version':'20260102030405','Status':'ACTIVE','CustomDomainConfig':"
                    + "{'CertificateArn':'"
                    + CERTIFICATE
                    + "'},'ManagedLoginVersion':2}}")
                .replace('\'', '"'));
    assertThat(ClientApi.member(describePool(), "CustomDomain")).isEqualTo("\"auth.example.com\"");
  }

  @Test
  void do_08_echoes_version_and_routing_when_they_are_sent() {
    var routing =
        "'Routing':{'Failover':{'SecondaryRegion':'us-west-2','PrimaryRoute53HealthCheckId':'x'}}";

    assertThat(create("a", ",'ManagedLoginVersion':1," + routing))
        .isEqualTo(("{'ManagedLoginVersion':1," + routing + "}").replace('\'', '"'));
    assertThat(describe("a")).endsWith(("," + routing + "}}").replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "a-b", "myawsapp", "amazonas", "a--b", "lobster1234"})
  void do_01_do_03_takes_a_prefix(String prefix) {
    assertThat(create(prefix, "")).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upper",
        "under_score",
        "-hyphen",
        "hyphen-",
        "auth.example.com",
        "a b",
        "münchen",
        "../x",
        "xn--é"
      })
  void do_02_refuses_a_prefix_of_another_shape(String prefix) {
    assertThat(createRefusal(prefix, "")).isEqualTo(BAD_PREFIX);
  }

  @Test
  void do_01_refuses_a_prefix_of_64_characters() {
    assertThat(create("a".repeat(63), "")).isEqualTo("{}");
    assertThat(createRefusal("a".repeat(64), ""))
        .isEqualTo(
            "InvalidParameterException: 1 validation error detected: Value '"
                + "a".repeat(64)
                + "' at 'domain' failed to satisfy constraint: Member must have length less than or"
                + " equal to 63");
  }

  @ParameterizedTest
  @CsvSource({"aws, aws", "my-aws-app, aws", "amazon-x, amazon", "x-cognito, cognito"})
  void do_03_refuses_a_reserved_word_as_a_segment(String prefix, String word) {
    assertThat(createRefusal(prefix, ""))
        .isEqualTo("InvalidParameterException: Domain cannot contain reserved word: " + word);
  }

  @Test
  void do_04_do_05_refuses_a_prefix_that_is_taken_in_the_region() {
    create("lobster1234", "");
    var other = api.createPool("");

    assertThat(
            api.refusal(
                "CreateUserPoolDomain", "{'UserPoolId':'%s','Domain':'lobster1234'}", other))
        .isEqualTo("InvalidParameterException: Domain already associated with another user pool.");

    var elsewhere = api.in("eu-west-1").createPool("");
    assertThat(
            api.call(
                "CreateUserPoolDomain", "{'UserPoolId':'%s','Domain':'lobster1234'}", elsewhere))
        .isEqualTo("{}");
    assertThat(describe("lobster1234"))
        .contains("\"UserPoolId\":\"" + elsewhere, "\"S3Bucket\":\"aws-cognito-prod-eu-west-1-");
  }

  @Test
  void do_04_refuses_a_host_that_is_taken_anywhere() {
    create("auth.example.com", CONFIG);
    var elsewhere = api.in("eu-west-1").createPool("");

    assertThat(
            api.refusal(
                "CreateUserPoolDomain",
                "{'UserPoolId':'" + elsewhere + "','Domain':'auth.example.com'" + CONFIG + "}"))
        .isEqualTo(
            "InvalidParameterException: One or more of the CNAMEs you provided are already"
                + " associated with a different resource.");
    assertThat(describe("auth.example.com"))
        .as("not even its pool shows in another Region (AP-16)")
        .isEqualTo("{\"DomainDescription\":{}}");
  }

  @Test
  void do_06_has_room_for_one_prefix_and_one_host() {
    create("first", "");
    create("auth.example.com", CONFIG);

    var expected = "InvalidParameterException: User pool already has a domain configured.";
    assertThat(createRefusal("second", "")).isEqualTo(expected);
    assertThat(createRefusal("first", "")).isEqualTo(expected);
    assertThat(createRefusal("auth2.example.com", CONFIG)).isEqualTo(expected);
    assertThat(describe("second")).isEqualTo("{\"DomainDescription\":{}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prefix",
        "example.com",
        "Auth.example.com",
        "auth.example.com.",
        ".example.com",
        "auth..com",
        "*.example.com",
        "-a.example.com",
        "192.168.0.1",
        "auth.example.com:8443",
        "auth.example.com/x",
        "user@auth.example.com",
        "auth example.com"
      })
  void do_07_refuses_what_is_no_host_below_a_domain(String host) {
    assertThat(createRefusal(host, CONFIG)).isEqualTo(BAD_HOST);
  }

  @Test
  @DisplayName("A pool can take neither the server's own host nor the host of a prefix")
  void refuses_a_host_that_belongs_to_others() {
    assertThat(createRefusal("gatehouse.example.com", CONFIG)).isEqualTo(BAD_HOST);
    assertThat(createRefusal("lobster1234.auth.us-east-1.localhost", CONFIG)).isEqualTo(BAD_HOST);
    assertThat(createRefusal("lobster1234.auth.eu-west-1.amazoncognito.com", CONFIG))
        .isEqualTo(BAD_HOST);
    assertThat(create("login.auth.example.com", CONFIG)).contains(DISTRIBUTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:acm:eu-west-1:000000000000:certificate/x",
        "arn:aws:iam::000000000000:server-certificate/x",
        "arn:aws:acm:us-east-1:0:certificate/x"
      })
  void do_07_refuses_a_certificate_of_another_shape(String arn) {
    var config = ",'CustomDomainConfig':{'CertificateArn':'" + arn + "'}";
    var expected =
        "InvalidParameterException: The specified SSL certificate doesn't exist, isn't in us-east-1"
            + " region, isn't valid, or doesn't include a valid certificate chain.";

    assertThat(createRefusal("auth.example.com", config)).isEqualTo(expected);
    create("auth.example.com", CONFIG);
    assertThat(updateRefusal("auth.example.com", config)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, -1})
  void do_09_knows_two_versions_of_the_pages(int version) {
    var expected = "InvalidParameterException: ManagedLoginVersion must be 1 or 2.";

    assertThat(createRefusal("a", ",'ManagedLoginVersion':" + version)).isEqualTo(expected);
    create("a", "");
    assertThat(updateRefusal("a", ",'ManagedLoginVersion':" + version)).isEqualTo(expected);
  }

  @Test
  void do_09_a_lite_pool_has_no_managed_login() {
    pool = api.createPool(",'UserPoolTier':'LITE'");
    var expected =
        "FeatureUnavailableInTierException: The following feature is not available for the LITE"
            + " pricing tier configured: Managed Login Version 2";

    assertThat(createRefusal("a", ",'ManagedLoginVersion':2")).isEqualTo(expected);
    create("a", ",'ManagedLoginVersion':1");
    assertThat(updateRefusal("a", ",'ManagedLoginVersion':2")).isEqualTo(expected);
  }

  @Test
  void do_08_an_update_changes_what_it_says_and_keeps_the_rest() {
    create("auth.example.com", CONFIG + ",'ManagedLoginVersion':2");
    api.clock().advance(Duration.ofSeconds(1));
    var other = CERTIFICATE.replace("/0", "/1");

    assertThat(
            update("auth.example.com", ",'CustomDomainConfig':{'CertificateArn':'" + other + "'}"))
        .isEqualTo("{\"CloudFrontDomain\":\"" + DISTRIBUTION + "\"}");
    assertThat(describe("auth.example.com"))
        .contains(other, "\"Version\":\"20260102030406\"", "\"ManagedLoginVersion\":2");
    assertThat(update("auth.example.com", ",'ManagedLoginVersion':1"))
        .isEqualTo("{\"ManagedLoginVersion\":1,\"CloudFrontDomain\":\"" + DISTRIBUTION + "\"}");
    assertThat(describe("auth.example.com")).contains(other, "\"ManagedLoginVersion\":1");
  }

  @Test
  void do_08_a_prefix_is_updated_without_a_distribution() {
    create("a", "");

    assertThat(update("a", ",'ManagedLoginVersion':2")).isEqualTo("{\"ManagedLoginVersion\":2}");
    assertThat(describe("a")).contains("\"ManagedLoginVersion\":2");
    assertThat(updateRefusal("a", CONFIG))
        .isEqualTo(
            "InvalidParameterException: Custom domain configuration is not valid for a prefix"
                + " domain.");
  }

  @Test
  void do_21_describes_nothing_where_there_is_none() {
    for (var free : new String[] {"free", "auth.example.com", "Not_A_Prefix", "a/../b", "eu/x"}) {
      assertThat(describe(free)).isEqualTo("{\"DomainDescription\":{}}");
    }
  }

  @Test
  @DisplayName("DO-22, MT-02: missing, of another pool, of no pool")
  void do_22_refuses_to_change_what_there_is_not() {
    create("a", "");
    var owner = pool;
    assertThat(updateRefusal("b", "")).isEqualTo(NO_SUCH);
    assertThat(deleteRefusal("b")).isEqualTo(NO_SUCH);
    for (var other : new String[] {api.createPool(""), "us-east-1_Unknown12", "eu-west-1_x"}) {
      pool = other;
      assertThat(updateRefusal("a", ",'ManagedLoginVersion':2")).isEqualTo(NO_SUCH);
      assertThat(deleteRefusal("a")).isEqualTo(NO_SUCH);
    }
    assertThat(describe("a")).contains(owner, "\"ManagedLoginVersion\":1");
  }

  @Test
  void gen_07_refuses_an_unknown_pool() {
    pool = "us-east-1_Unknown12";

    assertThat(createRefusal("a", ""))
        .isEqualTo("ResourceNotFoundException: User pool us-east-1_Unknown12 does not exist.");
  }

  @Test
  @DisplayName("UP-32: a domain keeps its pool; deleted, it is free for another")
  void up_32_a_deleted_domain_is_free_and_its_pool_can_go() {
    create("a", "");
    create("auth.example.com", CONFIG);
    assertThat(api.refusal("DeleteUserPool", "{'UserPoolId':'%s'}", pool))
        .isEqualTo(
            "InvalidParameterException: User pool cannot be deleted. It has a domain configured"
                + " that should be deleted first.");

    assertThat(delete("a")).isEqualTo("{}");
    assertThat(delete("auth.example.com")).isEqualTo("{}");

    assertThat(describe("a")).isEqualTo("{\"DomainDescription\":{}}");
    assertThat(deleteRefusal("a")).isEqualTo(NO_SUCH);
    assertThat(api.call("DeleteUserPool", "{'UserPoolId':'%s'}", pool)).isEmpty();
    pool = api.createPool("");
    create("a", "");
    create("auth.example.com", CONFIG);
  }

  @Test
  void ap_15_has_room_for_four_custom_hosts_in_a_region() {
    create("auth0.example.com", CONFIG);
    create("first", "");
    for (int i = 1; i < CreateUserPoolDomain.CUSTOM_DOMAINS_MAX; i++) {
      pool = api.createPool("");
      create("auth" + i + ".example.com", CONFIG);
    }
    pool = api.createPool("");

    assertThat(createRefusal("auth4.example.com", CONFIG))
        .isEqualTo("LimitExceededException: A Region cannot have more than 4 custom domains.");
    assertThat(describe("auth4.example.com")).isEqualTo("{\"DomainDescription\":{}}");
    assertThat(createRefusal("auth0.example.com", CONFIG))
        .as("a name that is taken")
        .startsWith("InvalidParameterException: One or more of the CNAMEs");
    assertThat(create("second", "")).as("a prefix").isEqualTo("{}");
    pool = api.in("eu-west-1").createPool("");
    assertThat(create("auth4.example.com", CONFIG)).as("another Region").contains(DISTRIBUTION);
  }

  private JsonObject describePool() {
    return api.answer("DescribeUserPool", "{'UserPoolId':'%s'}", pool)
        .object("UserPool")
        .orElseThrow();
  }

  private String create(String domain, String members) {
    return api.call("CreateUserPoolDomain", request(domain, members));
  }

  private String createRefusal(String domain, String members) {
    return api.refusal("CreateUserPoolDomain", request(domain, members));
  }

  private String update(String domain, String members) {
    return api.call("UpdateUserPoolDomain", request(domain, members));
  }

  private String updateRefusal(String domain, String members) {
    return api.refusal("UpdateUserPoolDomain", request(domain, members));
  }

  private String delete(String domain) {
    return api.call("DeleteUserPoolDomain", request(domain, ""));
  }

  private String deleteRefusal(String domain) {
    return api.refusal("DeleteUserPoolDomain", request(domain, ""));
  }

  private String describe(String domain) {
    return api.call("DescribeUserPoolDomain", "{'Domain':'%s'}", domain);
  }

  private String request(String domain, String members) {
    return "{'UserPoolId':'" + pool + "','Domain':'" + domain + "'" + members + "}";
  }
}
