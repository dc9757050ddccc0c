package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `SearchUsers` over HTTP (U-4).
class UserSearchWireTest {
  private static final TestServer SERVER =
      TestServer.strict("database.url=" + TestDatabases.migratedUrl());
  private static String pool = "";
  private static String sub = "";

  @BeforeAll
  static void fill() {
    pool =
        SERVER
            .cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    sub = create("ada", "Ada.Lovelace@Example.com", "+442071234567", "Ångström");
    create("Grace", "grace@other.org", "+12025550100", "Hopper");
  }

  @AfterAll
  static void close() {
    SERVER.close();
  }

  /// @return the sub
  private static String create(String username, String email, String phone, String family) {
    var made =
        SERVER.cognito(
            "AdminCreateUser",
            """
            {"UserPoolId":"%s","Username":"%s","MessageAction":"SUPPRESS","UserAttributes":[\
            {"Name":"email","Value":"%s"},{"Name":"phone_number","Value":"%s"},\
            {"Name":"family_name","Value":"%s"},{"Name":"locale","Value":"en-GB"}]}\
            """
                .formatted(pool, username, email, phone, family));
    return attributes(made.object("User").orElseThrow()).stream()
        .filter(each -> each.string("Name").orElseThrow().equals("sub"))
        .findFirst()
        .flatMap(each -> each.string("Value"))
        .orElseThrow();
  }

  private static List<JsonObject> attributes(JsonObject user) {
    return objects(user, "Attributes");
  }

  private static List<JsonObject> objects(JsonObject of, String name) {
    return ((JsonArray) of.member(name).orElse(JsonValue.NULL))
        .elements().stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject search(String text) {
    return SERVER.extension(
        "SearchUsers",
        Json.text(JsonValue.object().put("UserPoolId", pool).put("Text", text).build()));
  }

  private static List<String> found(String text) {
    return objects(search(text), "Users").stream()
        .map(user -> user.string("Username").orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "lovelace@, ada", // in the middle of the e-mail address, whatever its case
    "@example.com, ada",
    "@EXAMPLE.COM, ada",
    "2071234567, ada", // more digits than are in a row in a sub
    "ångstr, ada",
    "RACE, Grace", // in the username, whose case counts in ListUsers alone
    "20255501, Grace",
  })
  void u_4_users_are_found_by_any_part_of_what_identifies_them(String text, String username) {
    assertThat(found(text)).containsExactly(username);
  }

  @Test
  void u_4_and_by_any_part_of_the_sub() {
    assertThat(found(sub.substring(5, 30))).containsExactly("ada");
  }

  @Test
  void what_does_not_identify_anybody_is_not_searched() {
    assertThat(Json.text(search("en-GB"))).isEqualTo("{\"Users\":[],\"Examined\":2}");
  }

  @Test
  void wildcards_of_databases_are_text() {
    assertThat(found("%")).isEmpty();
    assertThat(found("_")).isEmpty();
    assertThat(found("'")).isEmpty();
  }

  @Test
  void a_user_is_shown_as_list_users_shows_him() {
    var listed =
        SERVER.cognito(
            "ListUsers", "{\"UserPoolId\":\"" + pool + "\",\"Filter\":\"username = \\\"ada\\\"\"}");
    assertThat(objects(search("lovelace"), "Users")).isEqualTo(objects(listed, "Users"));
  }

  @Test
  void a_pool_that_is_not_there_is_refused() {
    var answer =
        SERVER.call(
            "GatehouseService.SearchUsers",
            "gatehouse",
            "{\"UserPoolId\":\"us-east-1_nobodyHas\",\"Text\":\"a\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"__type":"ResourceNotFoundException","message":"User pool us-east-1_nobodyHas does not exist."}\
            """);
  }
}
