package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.cli.RequestSigner;
import dev.gatehouse.json.Json;
import dev.gatehouse.oauth.MachineSite;
import dev.gatehouse.oauth.MachineSite.Client;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two nodes on one PostgreSQL: what one of them changes, the other has seen a second later,
/// however warm its caches are.
class TwoNodesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String INVALID_CLIENT = "400 {\"error\":\"invalid_client\"}";
  private static final String UNRECOGNIZED =
      "400 {\"__type\":\"UnrecognizedClientException\",\"message\":\"The security token included in"
          + " the request is invalid.\"}";

  private static String url;
  private static TestServer one;
  private static TestServer other;
  private static MachineSite site;

  @BeforeAll
  static void start() {
    url = "database.url=" + TestDatabases.migratedUrl();
    one = TestServer.strict(url);
    other = one.anotherNode(url);
    site = MachineSite.make(one, "lobster1234");
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
  }

  private static String atOther(Client client) {
    return MachineSite.text(
        other.postForm(
            "/oauth2/token", "grant_type=client_credentials", "Authorization", client.basic()));
  }

  private static Client another(Client client) {
    var secret =
        site.call("AddUserPoolClientSecret", ",'ClientId':'" + client.id() + "'")
            .object("ClientSecretDescriptor")
            .flatMap(made -> made.string("ClientSecretValue"))
            .orElseThrow();
    return new Client(client.id(), secret);
  }

  @Test
  void te_25_a_secret_is_good_on_both_nodes_until_it_is_deleted() {
    var old = site.machine("get");
    other.advance(SECOND);
    assertThat(atOther(old)).startsWith("200 ");
    var fresh = another(old);
    other.advance(SECOND);
    assertThat(atOther(old)).startsWith("200 ");
    assertThat(atOther(fresh)).startsWith("200 ");
    assertThat(site.answer(fresh, "")).startsWith("200 ");

    var members = ",'ClientId':'" + old.id() + "'";
    var oldest =
        Json.text(site.call("ListUserPoolClientSecrets", members))
            .replaceFirst(".*?\"ClientSecretId\":\"([^\"]+)\".*", "$1");
    site.call("DeleteUserPoolClientSecret", members + ",'ClientSecretId':'" + oldest + "'");

    assertThat(site.answer(old, "")).isEqualTo(INVALID_CLIENT);
    other.advance(SECOND);
    assertThat(atOther(old)).isEqualTo(INVALID_CLIENT);
    assertThat(atOther(fresh)).startsWith("200 ");
  }

  /// Design D17: its folder is new, but what it would open to everybody is in the database.
  @Test
  void dev_mode_is_no_node_of_a_strict_installation() {
    assertThatThrownBy(() -> one.anotherNode(url, "dev=true").close())
        .isInstanceOf(StartRefusedException.class)
        .hasMessage(
            "The database belongs to strict mode; dev mode would open it to everybody. Name another"
                + " one with --database.");
  }

  @Test
  void te_26_a_deleted_client_is_refused_by_the_other_node() {
    var client = site.machine("get");
    other.advance(SECOND);
    assertThat(atOther(client)).startsWith("200 ");
    site.call("DeleteUserPoolClient", ",'ClientId':'" + client.id() + "'");
    other.advance(SECOND);
    assertThat(atOther(client)).isEqualTo(INVALID_CLIENT);
  }

  @Test
  void sv_23_a_disabled_or_deleted_access_key_is_refused_on_both_nodes() {
    var key =
        one.extension(
            "CreateAccessKey",
            "{\"Description\":\"d\",\"Policy\":{\"Statements\":[{\"Actions\":[\"*\"],\"Pools\":[\"*\"]}]}}");
    var made = key.object("AccessKey").orElseThrow();
    var id = made.string("AccessKeyId").orElseThrow();
    var signer =
        new RequestSigner(
            id, made.string("SecretAccessKey").orElseThrow(), TestServer.REGION, "cognito-idp");
    other.advance(SECOND);
    assertThat(list(one, signer)).startsWith("200 ");
    assertThat(list(other, signer)).startsWith("200 ");

    set(id, "Inactive");
    assertThat(list(one, signer)).isEqualTo(UNRECOGNIZED);
    other.advance(SECOND);
    assertThat(list(other, signer)).isEqualTo(UNRECOGNIZED);

    set(id, "Active");
    other.advance(SECOND);
    assertThat(list(other, signer)).startsWith("200 ");
    one.extension("DeleteAccessKey", "{\"AccessKeyId\":\"" + id + "\"}");
    assertThat(list(one, signer)).isEqualTo(UNRECOGNIZED);
    other.advance(SECOND);
    assertThat(list(other, signer)).isEqualTo(UNRECOGNIZED);
  }

  private static void set(String id, String status) {
    one.extension(
        "SetAccessKeyStatus", "{\"AccessKeyId\":\"" + id + "\",\"Status\":\"" + status + "\"}");
  }

  private static String list(TestServer node, RequestSigner signer) {
    return MachineSite.text(
        node.call(
            signer, "AWSCognitoIdentityProviderService.ListUserPools", "{\"MaxResults\":60}"));
  }
}
