package dev.gatehouse.aws.idp.client;

import static dev.gatehouse.aws.idp.client.ClientApi.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// MT-02, AP-16: what belongs to one pool is in calls for another as if it did not exist, and a
/// pool is in calls from another Region as if it did not exist.
class PoolIsolationTest {
  @TempDir static Path folder;
  private static ClientApi api;
  private static String pool;
  private static String other;
  private static String client;

  @BeforeAll
  static void open() {
    api = ClientApi.strict(folder);
    pool = api.createMachinePool();
    other = api.createPool("");
    client = id(api.createClient(pool, ",'GenerateSecret':true"));
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeUserPoolClient",
        "UpdateUserPoolClient",
        "DeleteUserPoolClient",
        "AddUserPoolClientSecret",
        "ListUserPoolClientSecrets",
        "DeleteUserPoolClientSecret"
      })
  void mt_02_a_client_of_another_pool_does_not_exist(String operation) {
    var request =
        "{'UserPoolId':'%s','ClientId':'%s','ClientSecretId':'" + client + "--1767323045'}";

    assertThat(api.refusal(operation, request, other, client))
        .isEqualTo("ResourceNotFoundException: User pool client " + client + " does not exist.");
    assertThat(api.refusal(operation, request, other, "unknown"))
        .isEqualTo("ResourceNotFoundException: User pool client unknown does not exist.");
    assertThat(api.describeClient(pool, client).string("ClientSecret")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeResourceServer", "UpdateResourceServer", "DeleteResourceServer"})
  void mt_02_a_resource_server_of_another_pool_does_not_exist(String operation) {
    assertThat(
            api.refusal(
                operation, "{'UserPoolId':'%s','Identifier':'transactions','Name':'n'}", other))
        .isEqualTo("ResourceNotFoundException: Resource server transactions does not exist.");
  }

  @Test
  void mt_02_a_scope_of_another_pool_does_not_exist() {
    assertThat(api.clientRefusal(other, ",'AllowedOAuthScopes':['transactions/get']"))
        .isEqualTo("ScopeDoesNotExistException: Invalid scope requested: transactions/get");
  }

  @Test
  void mt_02_lists_hold_nothing_of_another_pool() {
    assertThat(api.call("ListUserPoolClients", "{'UserPoolId':'%s'}", other))
        .isEqualTo("{\"UserPoolClients\":[]}");
    assertThat(api.call("ListResourceServers", "{'UserPoolId':'%s'}", other))
        .isEqualTo("{\"ResourceServers\":[]}");
  }

  @ParameterizedTest
  @DisplayName("D18: a pool of another Region does not exist")
  @ValueSource(
      strings = {
        "CreateResourceServer",
        "DescribeResourceServer",
        "UpdateResourceServer",
        "DeleteResourceServer",
        "ListResourceServers",
        "CreateUserPoolClient",
        "DescribeUserPoolClient",
        "UpdateUserPoolClient",
        "DeleteUserPoolClient",
        "ListUserPoolClients",
        "AddUserPoolClientSecret",
        "ListUserPoolClientSecrets",
        "DeleteUserPoolClientSecret",
        "CreateUserPoolDomain"
      })
  void d18_a_pool_of_another_region_does_not_exist(String operation) {
    try {
      assertThat(
              api.in("eu-west-1")
                  .refusal(
                      operation,
                      "{'UserPoolId':'%s','Identifier':'transactions','Name':'n',"
                          + "'ClientName':'c','ClientId':'%s','ClientSecretId':'x','Domain':'a'}",
                      pool,
                      client))
          .isEqualTo("ResourceNotFoundException: User pool " + pool + " does not exist.");
    } finally {
      api.in("us-east-1");
    }
  }
}
