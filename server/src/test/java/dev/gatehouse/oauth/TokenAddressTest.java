package dev.gatehouse.oauth;

import static dev.gatehouse.oauth.Installation.CLIENT;
import static dev.gatehouse.oauth.Installation.POOL;
import static dev.gatehouse.oauth.Installation.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.UserPoolId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The three forms of a domain's address (design 3), and who is unknown there.
class TokenAddressTest {
  private static final String INVALID_CLIENT = "400 {\"error\":\"invalid_client\"}";

  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void open() {
    installation = new Installation(folder);
  }

  @AfterEach
  void close() {
    installation.close();
  }

  private TokenCall call() {
    return TokenCall.of(installation);
  }

  private TokenCall valid() {
    return call().basic(CLIENT, SECRET);
  }

  @Test
  void the_three_addresses_of_a_domain_issue_the_same_token() {
    var expected = valid().token().payload().replaceAll("\"jti\":\"[^\"]+\"", "");
    var addresses =
        new String[][] {
          {"localhost:9229", "/domains/lobster1234/oauth2/token"},
          {"localhost:9229", "/domains/auth.example.com/oauth2/token"},
          {"lobster1234.auth.us-east-1.localhost:9229", "/oauth2/token"},
          {"lobster1234.auth.us-east-1.localhost", "/oauth2/token"},
          {"auth.example.com", "/oauth2/token"},
          {"auth.example.com:8443", "/oauth2/token"}
        };
    for (var address : addresses) {
      assertThat(
              valid()
                  .at(address[0], address[1])
                  .token()
                  .payload()
                  .replaceAll("\"jti\":\"[^\"]+\"", ""))
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none.auth.us-east-1.localhost:9229",
        "lobster1234.auth.us-west-2.localhost",
        "x.lobster1234.auth.us-east-1.localhost",
        ".auth.us-east-1.localhost",
        "other.example.com",
        "elsewhere",
        "[::2]:9229"
      })
  void an_unknown_host_is_404_whatever_is_sent(String host) {
    assertThat(valid().at(host, "/oauth2/token").answer()).isEqualTo("404 ");
    assertThat(valid().at(host, "/oauth2/token").method("GET").answer()).isEqualTo("404 ");
  }

  @Test
  void an_unknown_prefix_or_host_by_path_is_404() {
    for (var name : List.of("none", "other.example.com", "x".repeat(300))) {
      assertThat(valid().at("localhost:9229", "/domains/" + name + "/oauth2/token").answer())
          .isEqualTo("404 ");
    }
  }

  @Test
  void do_04_a_prefix_of_two_regions_by_path_means_the_region_of_the_client() {
    var path = "/domains/lobster1234/oauth2/token";

    assertThat(valid().at("localhost:9229", path).token().claim("iss"))
        .isEqualTo("http://localhost:9229/us-east-1_a1B2c3D4e");
    assertThat(call().basic("far", SECRET).at("localhost:9229", path).token().claim("iss"))
        .isEqualTo("http://localhost:9229/eu-west-1_far000000");
  }

  /// Design D17: state is made in any Region there, so its endpoints must answer (DO-10).
  @Test
  void do_10_dev_mode_has_the_domains_of_regions_that_are_not_configured() {
    var elsewhere = new UserPoolId("ap-south-1_elsewhere");
    for (var dev : List.of(true, false)) {
      installation.close();
      var setup = new Installation.Setup();
      setup.dev = dev;
      installation = new Installation(folder.resolve("dev-" + dev), setup);
      installation.addPool(elsewhere, "whelk");
      installation.addClient(elsewhere, "whelkclient", Installation.MACHINE, SECRET);
      var caller = call().basic("whelkclient", SECRET);
      var status = dev ? "200 " : "404 ";

      assertThat(caller.at("localhost:9229", "/domains/whelk/oauth2/token").answer())
          .startsWith(status);
      assertThat(caller.at("whelk.auth.ap-south-1.localhost", "/oauth2/token").answer())
          .startsWith(status);
      assertThat(valid().at("localhost:9229", "/domains/none/oauth2/token").answer())
          .isEqualTo("404 ");
      assertThat(valid().at("none.auth.ap-south-1.localhost", "/oauth2/token").answer())
          .isEqualTo("404 ");
      assertThat(caller.at("localhost:9229", "/domains/lobster1234/oauth2/token").answer())
          .isEqualTo(INVALID_CLIENT);
    }
  }

  @Test
  void te_27_a_client_of_another_pool_is_unknown_at_this_domain() {
    for (var path : List.of("/domains/lobster1234/oauth2/token", "/domains/crab/oauth2/token")) {
      var id = path.contains("crab") ? CLIENT : "foreign";
      assertThat(call().basic(id, SECRET).at("localhost:9229", path).answer())
          .isEqualTo(INVALID_CLIENT);
    }
    assertThat(
            call()
                .basic("foreign", SECRET)
                .at("lobster1234.auth.us-east-1.localhost", "/oauth2/token")
                .answer())
        .isEqualTo(INVALID_CLIENT);
    assertThat(call().basic("foreign", SECRET).at("auth.example.com", "/oauth2/token").answer())
        .isEqualTo(INVALID_CLIENT);
  }

  @Test
  void tk_20_te_26_without_a_domain_the_plain_address_knows_no_client() {
    assertThat(call().basic("foreign", SECRET).answer()).startsWith("200 ");

    installation.write(tx ->
        tx.domains()
            .delete(Installation.FOREIGN, new DomainName("crab", Installation.FOREIGN.region())));

    assertThat(call().basic("foreign", SECRET).answer()).isEqualTo(INVALID_CLIENT);
    assertThat(
            call()
                .basic("foreign", SECRET)
                .at("localhost:9229", "/domains/crab/oauth2/token")
                .answer())
        .isEqualTo("404 ");
  }

  @Test
  void te_26_a_deleted_client_or_pool_is_refused_at_once() {
    assertThat(call().basic("twosecrets", SECRET).answer()).startsWith("200 ");
    installation.write(tx -> tx.appClients().delete(POOL, new ClientId("twosecrets")));
    assertThat(call().basic("twosecrets", SECRET).answer()).isEqualTo(INVALID_CLIENT);

    assertThat(valid().answer()).startsWith("200 ");
    installation.write(tx -> tx.userPools().remove(POOL));
    assertThat(valid().answer()).isEqualTo(INVALID_CLIENT);
    assertThat(valid().at("auth.example.com", "/oauth2/token").answer()).isEqualTo("404 ");
  }
}
