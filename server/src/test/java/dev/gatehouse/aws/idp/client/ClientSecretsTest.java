package dev.gatehouse.aws.idp.client;

import static dev.gatehouse.aws.idp.client.ClientApi.id;
import static dev.gatehouse.aws.idp.client.ClientApi.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AppClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSecretsTest {
  private static final String OWN = "a_secret_of_24_characters";
  private static final String LATER = "1767323105.678";

  @TempDir Path folder;
  private ClientApi api;
  private String pool;
  private String client;
  private String first;

  @BeforeEach
  void open() {
    api = ClientApi.strict(folder);
    pool = api.createPool("");
    var created = api.createClient(pool, ",'GenerateSecret':true");
    client = id(created);
    first = secret(created);
    api.clock().advance(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  @DisplayName("AC-44, AC-45: a generated secret comes back once, under the client's id and second")
  void ac_44_adds_a_generated_secret() {
    var answer = add("");

    var value = answer.replaceFirst(".*\"ClientSecretValue\":\"(1?[0-9a-v]{46,51})\".*", "$1");
    assertThat(answer)
        .isEqualTo(
            ("{'ClientSecretDescriptor':{'ClientSecretId':'"
                    + client
                    + "--1767323105',"
                    + "'ClientSecretValue':'"
                    + value
                    + "','ClientSecretCreateDate':"
                    + LATER
                    + "}}")
                .replace('\'', '"'));
    assertThat(value).isNotEqualTo(first);
  }

  @Test
  void ac_44_does_not_return_a_secret_of_the_callers_own() {
    assertThat(add(",'ClientSecret':'" + OWN + "'"))
        .isEqualTo(
            ("{'ClientSecretDescriptor':{'ClientSecretId':'"
                    + client
                    + "--1767323105',"
                    + "'ClientSecretCreateDate':"
                    + LATER
                    + "}}")
                .replace('\'', '"'));
  }

  @Test
  void ac_44_has_room_for_two() {
    add("");

    assertThat(addRefusal(client))
        .isEqualTo("LimitExceededException: Client secrets cannot exceed limit of 2 secrets.");
    assertThat(list().split("ClientSecretId", -1)).hasSize(3);
  }

  @Test
  @DisplayName("AC-45: two secrets of one second have two ids")
  void ac_45_gives_every_secret_an_id_of_its_own() {
    var created = api.createClient(pool, ",'GenerateSecret':true");
    client = id(created);

    assertThat(add("")).contains("\"" + client + "--1767323106\"");
    assertThat(list())
        .isEqualTo(
            ("{'ClientSecrets':[{'ClientSecretId':'"
                    + client
                    + "--1767323105',"
                    + "'ClientSecretCreateDate':"
                    + LATER
                    + "},{'ClientSecretId':'"
                    + client
                    + "--1767323106','ClientSecretCreateDate':"
                    + LATER
                    + "}]}")
                .replace('\'', '"'));
  }

  @Test
  void ac_42_a_public_client_is_given_none() {
    assertThat(addRefusal(id(api.createClient(pool, ""))))
        .isEqualTo("InvalidParameterException: Client does not have a client secret.");
  }

  @Test
  @DisplayName("AC-46: both are listed, oldest first, never a value, never a page token")
  void ac_46_lists_without_values() {
    add(",'ClientSecret':'" + OWN + "'");

    assertThat(list())
        .isEqualTo(
            ("{'ClientSecrets':[{'ClientSecretId':'"
                    + client
                    + "--1767323045',"
                    + "'ClientSecretCreateDate':"
                    + ClientApi.NOW
                    + "},{'ClientSecretId':'"
                    + client
                    + "--1767323105','ClientSecretCreateDate':"
                    + LATER
                    + "}]}")
                .replace('\'', '"'));
    assertThat(
            api.refusal(
                "ListUserPoolClientSecrets",
                "{'UserPoolId':'%s','ClientId':'%s','NextToken':'any'}",
                pool,
                client))
        .isEqualTo("InvalidParameterException: Invalid pagination token.");
  }

  @Test
  void lists_no_secret_of_a_public_client() {
    client = id(api.createClient(pool, ""));

    assertThat(list()).isEqualTo("{\"ClientSecrets\":[]}");
  }

  @Test
  @DisplayName("AC-46: deletes the one that is named; Describe then shows the other")
  void ac_46_deletes_one_of_two() {
    add(",'ClientSecret':'" + OWN + "'");
    assertThat(secret(api.describeClient(pool, client))).isEqualTo(first);

    assertThat(delete("--1767323045")).isEqualTo("{}");

    assertThat(secret(api.describeClient(pool, client))).isEqualTo(OWN);
    assertThat(list())
        .isEqualTo(
            ("{'ClientSecrets':[{'ClientSecretId':'"
                    + client
                    + "--1767323105',"
                    + "'ClientSecretCreateDate':"
                    + LATER
                    + "}]}")
                .replace('\'', '"'));
    add("");
  }

  @Test
  void ac_46_keeps_the_last_one() {
    assertThat(deleteRefusal("--1767323045"))
        .isEqualTo("InvalidParameterException: The last secret of a client cannot be deleted.");
    assertThat(secret(api.describeClient(pool, client))).isEqualTo(first);
  }

  @Test
  void refuses_to_delete_a_secret_that_there_is_not() {
    assertThat(deleteRefusal("--1"))
        .isEqualTo("ResourceNotFoundException: Client secret " + client + "--1 does not exist.");
  }

  /// What nodes cache of a client is keyed by its row, therefore each change of its secrets makes a
  /// new version of it; its dates stay.
  @Test
  void bumps_the_version_of_the_client_with_each_change() {
    add("");
    assertThat(row().version()).isEqualTo(2);
    delete("--1767323045");

    assertThat(row().version()).isEqualTo(3);
    assertThat(ClientApi.member(api.describeClient(pool, client), "LastModifiedDate"))
        .isEqualTo(ClientApi.NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AddUserPoolClientSecret",
        "ListUserPoolClientSecrets",
        "DeleteUserPoolClientSecret"
      })
  void gen_07_refuses_an_unknown_client_and_an_unknown_pool(String operation) {
    var rest = "','ClientId':'unknown','ClientSecretId':'x'}";

    assertThat(api.refusal(operation, "{'UserPoolId':'" + pool + rest))
        .isEqualTo("ResourceNotFoundException: User pool client unknown does not exist.");
    assertThat(api.refusal(operation, "{'UserPoolId':'us-east-1_Unknown12" + rest))
        .isEqualTo("ResourceNotFoundException: User pool us-east-1_Unknown12 does not exist.");
  }

  @Test
  @DisplayName("AP-08: a secret id that could break out of its place finds nothing")
  void ap_08_finds_nothing_under_a_hostile_secret_id() {
    assertThat(
            api.refusal(
                "DeleteUserPoolClientSecret",
                "{'UserPoolId':'%s','ClientId':'%s','ClientSecretId':'a\\u0027 OR 1=1 --'}",
                pool,
                client))
        .isEqualTo("ResourceNotFoundException: Client secret a' OR 1=1 -- does not exist.");
  }

  private AppClients.Row row() {
    Optional<AppClients.Row> row =
        api.store().read(tx -> tx.appClients().find(new UserPoolId(pool), new ClientId(client)));
    return row.orElseThrow();
  }

  private String add(String members) {
    return api.call(
        "AddUserPoolClientSecret",
        "{'UserPoolId':'" + pool + "','ClientId':'" + client + "'" + members + "}");
  }

  private String addRefusal(String id) {
    return api.refusal("AddUserPoolClientSecret", "{'UserPoolId':'%s','ClientId':'%s'}", pool, id);
  }

  private String list() {
    return api.call(
        "ListUserPoolClientSecrets", "{'UserPoolId':'%s','ClientId':'%s'}", pool, client);
  }

  private String delete(String suffix) {
    return api.call("DeleteUserPoolClientSecret", secretRequest(suffix));
  }

  private String deleteRefusal(String suffix) {
    return api.refusal("DeleteUserPoolClientSecret", secretRequest(suffix));
  }

  private String secretRequest(String suffix) {
    return "{'UserPoolId':'%s','ClientId':'%s','ClientSecretId':'%s'}"
        .formatted(pool, client, client + suffix);
  }
}
