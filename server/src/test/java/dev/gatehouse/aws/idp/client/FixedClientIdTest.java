package dev.gatehouse.aws.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.JsonValue.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A caller chooses a client's id by its name `_custom_id_:ID` in dev mode, and only there.
class FixedClientIdTest {
  @TempDir Path folder;

  @Test
  void dev_mode_takes_the_id_from_the_name() {
    try (var api = ClientApi.dev(folder)) {
      var pool = api.createPool("");
      var created = create(api, pool, "_custom_id_:myclient123");

      assertThat(created.string("ClientId")).hasValue("myclient123");
      assertThat(created.string("ClientName")).hasValue("_custom_id_:myclient123");
      assertThat(
              api.call(
                  "UpdateUserPoolClient",
                  "{'UserPoolId':'%s','ClientId':'myclient123',"
                      + "'ClientName':'_custom_id_:myclient123'}",
                  pool))
          .contains("\"ClientId\":\"myclient123\"");
      assertThat(create(api, pool, "ordinary").string("ClientId").orElseThrow())
          .isNotEqualTo("ordinary");
    }
  }

  @Test
  void dev_mode_refuses_an_id_that_is_in_use_in_any_pool() {
    try (var api = ClientApi.dev(folder)) {
      create(api, api.createPool(""), "_custom_id_:myclient123");

      assertThat(refusal(api, "_custom_id_:myclient123"))
          .isEqualTo("InvalidParameterException: The id myclient123 is in use already.");
    }
  }

  @Test
  void dev_mode_refuses_what_cannot_be_an_id() {
    try (var api = ClientApi.dev(folder)) {
      assertThat(refusal(api, "_custom_id_:my-client"))
          .isEqualTo("InvalidParameterException: my-client cannot be the id of a client.");
      assertThat(refusal(api, "_custom_id_:<script>"))
          .contains("Value '<script>' at 'clientName' failed to satisfy constraint");
      assertThat(refusal(api, "_custom_id_:"))
          .contains("'clientName' failed to satisfy constraint");
    }
  }

  @Test
  void strict_mode_refuses_the_name_for_its_colon() {
    try (var api = ClientApi.strict(folder)) {
      assertThat(refusal(api, "_custom_id_:myclient123"))
          .isEqualTo(
              "InvalidParameterException: 1 validation error detected: Value"
                  + " '_custom_id_:myclient123' at 'clientName' failed to satisfy constraint: Member"
                  + " must satisfy regular expression pattern: [\\w\\s+=,.@-]+");
    }
  }

  @Test
  void dev_mode_takes_the_id_of_a_pool_from_its_name_too() {
    try (var api = ClientApi.dev(folder)) {
      assertThat(
              api.answer("CreateUserPool", "{'PoolName':'_custom_id_:us-east-1_myid123'}")
                  .object("UserPool")
                  .flatMap(pool -> pool.string("Id")))
          .hasValue("us-east-1_myid123");
    }
  }

  private static JsonObject create(ClientApi api, String pool, String name) {
    return api.answer("CreateUserPoolClient", "{'UserPoolId':'%s','ClientName':'%s'}", pool, name)
        .object("UserPoolClient")
        .orElseThrow();
  }

  private static String refusal(ClientApi api, String name) {
    var pool = api.createPool("");
    return api.refusal("CreateUserPoolClient", "{'UserPoolId':'%s','ClientName':'%s'}", pool, name);
  }
}
