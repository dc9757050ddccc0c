package dev.gatehouse.aws.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceServersTest {
  private static final String BOTH_SCOPES =
      "[{'ScopeName':'get','ScopeDescription':'get_tx'},"
          + "{'ScopeName':'post','ScopeDescription':'post_tx'}]";

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
  @DisplayName("RS-05, RS-06: the answer of tutorial 001, its scopes in another order than sent")
  void rs_06_returns_scopes_in_hash_order() {
    var expected =
        ("{'ResourceServer':{'UserPoolId':'"
                + pool
                + "','Identifier':'transactions',"
                + "'Name':'transactions','Scopes':["
                + "{'ScopeName':'post','ScopeDescription':'post_tx'},"
                + "{'ScopeName':'get','ScopeDescription':'get_tx'}]}}")
            .replace('\'', '"');

    assertThat(create("transactions", ",'Scopes':" + BOTH_SCOPES)).isEqualTo(expected);
    assertThat(describe("transactions")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'Scopes':[]", ",'Scopes':null"})
  void rs_05_leaves_scopes_out_when_there_are_none(String scopes) {
    var expected = server("api", "api", "");

    assertThat(create("api", scopes)).isEqualTo(expected);
    assertThat(describe("api")).isEqualTo(expected);
  }

  @Test
  void rs_01_takes_an_url_as_identifier() {
    assertThat(create("https://api.example.com/v1", ""))
        .isEqualTo(server("https://api.example.com/v1", "https://api.example.com/v1", ""));
  }

  @Test
  void rs_06_counts_a_scope_that_is_sent_twice_once() {
    assertThat(
            create(
                "api",
                ",'Scopes':[{'ScopeName':'a','ScopeDescription':'1'},"
                    + "{'ScopeName':'a','ScopeDescription':'2'}]"))
        .isEqualTo(server("api", "api", ",'Scopes':[{'ScopeName':'a','ScopeDescription':'2'}]"));
  }

  @Test
  void rs_07_refuses_an_identifier_twice() {
    create("api", "");

    assertThat(refusal("CreateResourceServer", "api", ",'Name':'other'"))
        .isEqualTo("InvalidParameterException: api already exists in user pool " + pool + ".");
    assertThat(describe("api")).isEqualTo(server("api", "api", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeResourceServer", "UpdateResourceServer", "DeleteResourceServer"})
  void rs_08_says_that_there_is_none(String operation) {
    assertThat(refusal(operation, "api", operation.startsWith("U") ? ",'Name':'n'" : ""))
        .isEqualTo("ResourceNotFoundException: Resource server api does not exist.");
  }

  @Test
  void rs_09_an_update_replaces_name_and_scopes() {
    create("api", ",'Scopes':" + BOTH_SCOPES);

    var updated = server("api", "new name", ",'Scopes':[{'ScopeName':'x','ScopeDescription':'y'}]");
    assertThat(update("api", "new name", ",'Scopes':[{'ScopeName':'x','ScopeDescription':'y'}]"))
        .isEqualTo(updated);
    assertThat(describe("api")).isEqualTo(updated);
    assertThat(update("api", "new name", "")).isEqualTo(server("api", "new name", ""));
    assertThat(describe("api")).isEqualTo(server("api", "new name", ""));
  }

  @Test
  void ap_15_rs_13_has_room_for_25_in_a_pool() {
    for (int i = 0; i < CreateResourceServer.SERVERS_MAX; i++) {
      create("api" + i, "");
    }

    assertThat(refusal("CreateResourceServer", "one-more", ",'Name':'n'"))
        .isEqualTo(
            "LimitExceededException: A user pool cannot have more than 25 resource servers.");
    assertThat(refusal("CreateResourceServer", "api3", ",'Name':'n'"))
        .isEqualTo("InvalidParameterException: api3 already exists in user pool " + pool + ".");
    assertThat(refusal("DescribeResourceServer", "one-more", ""))
        .isEqualTo("ResourceNotFoundException: Resource server one-more does not exist.");
  }

  @Test
  @DisplayName("AP-15: 100 scopes fit, one more does not")
  void ap_15_has_room_for_100_scopes() {
    assertThat(create("api", ",'Scopes':" + scopes(100))).contains("\"scope100\"");

    assertThat(refusal("CreateResourceServer", "b", ",'Name':'n','Scopes':" + scopes(101)))
        .startsWith("InvalidParameterException: 1 validation error detected: Value '[")
        .endsWith("Member must have length less than or equal to 100");
  }

  @Test
  void rs_12_deletes_with_an_empty_body() {
    create("api", "");

    assertThat(api.call("DeleteResourceServer", "{'UserPoolId':'%s','Identifier':'api'}", pool))
        .isEmpty();
    assertThat(refusal("DescribeResourceServer", "api", ""))
        .isEqualTo("ResourceNotFoundException: Resource server api does not exist.");
    create("api", "");
  }

  @Test
  void up_31_lists_in_pages() {
    create("b", "");
    create("a", ",'Scopes':" + BOTH_SCOPES);
    create("c", "");

    var first = api.answer("ListResourceServers", "{'UserPoolId':'%s','MaxResults':2}", pool);
    var token = first.string("NextToken").orElseThrow();
    assertThat(ClientApi.member(first, "ResourceServers"))
        .isEqualTo("[" + inner(describe("a")) + "," + inner(describe("b")) + "]");
    assertThat(
            api.call(
                "ListResourceServers",
                "{'UserPoolId':'%s','MaxResults':2,'NextToken':'%s'}",
                pool,
                token))
        .isEqualTo("{\"ResourceServers\":[" + inner(describe("c")) + "]}");
    assertThat(api.call("ListResourceServers", "{'UserPoolId':'%s'}", pool))
        .isEqualTo(
            "{\"ResourceServers\":["
                + inner(describe("a"))
                + ","
                + inner(describe("b"))
                + ","
                + inner(describe("c"))
                + "]}");
  }

  @Test
  void up_31_lists_none_in_an_empty_pool() {
    assertThat(api.call("ListResourceServers", "{'UserPoolId':'%s'}", pool))
        .isEqualTo("{\"ResourceServers\":[]}");
  }

  @Test
  void ap_12_refuses_a_page_token_of_another_pool_and_a_forged_one() {
    create("a", "");
    create("b", "");
    var other = api.createPool("");
    var token =
        api.answer("ListResourceServers", "{'UserPoolId':'%s','MaxResults':1}", pool)
            .string("NextToken")
            .orElseThrow();

    for (var attempt : new String[] {token.substring(1), "'; DROP TABLE user_pool; --", "a"}) {
      assertThat(
              api.refusal(
                  "ListResourceServers",
                  "{'UserPoolId':'%s','NextToken':'%s'}",
                  pool,
                  attempt.replace("'", "").replace(" ", "_")))
          .isEqualTo("InvalidParameterException: Invalid pagination token.");
    }
    assertThat(
            api.refusal(
                "ListResourceServers", "{'UserPoolId':'%s','NextToken':'%s'}", other, token))
        .isEqualTo("InvalidParameterException: Invalid pagination token.");
  }

  @Test
  @DisplayName("AP-08: an identifier or a scope that could break out of its place")
  void ap_08_refuses_a_hostile_identifier_and_scope() {
    assertThat(refusal("CreateResourceServer", "a b", ",'Name':'n'"))
        .isEqualTo(
            "InvalidParameterException: 1 validation error detected: Value 'a b' at 'identifier'"
                + " failed to satisfy constraint: Member must satisfy regular expression pattern:"
                + " [\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    assertThat(
            refusal(
                "UpdateResourceServer",
                "api",
                ",'Name':'n','Scopes':[{'ScopeName':'a/b','ScopeDescription':'d'}]"))
        .isEqualTo(
            "InvalidParameterException: 1 validation error detected: Value 'a/b' at"
                + " 'scopes.1.member.scopeName' failed to satisfy constraint: Member must satisfy"
                + " regular expression pattern: [\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]+");
  }

  private String create(String identifier, String members) {
    return api.call(
        "CreateResourceServer",
        "{'UserPoolId':'%s','Identifier':'%s','Name':'%s'" + members + "}",
        pool,
        identifier,
        identifier.replaceAll("[:/]", ""));
  }

  private String update(String identifier, String name, String members) {
    return api.call(
        "UpdateResourceServer",
        "{'UserPoolId':'%s','Identifier':'%s','Name':'%s'" + members + "}",
        pool,
        identifier,
        name);
  }

  private String describe(String identifier) {
    return api.call(
        "DescribeResourceServer", "{'UserPoolId':'%s','Identifier':'%s'}", pool, identifier);
  }

  private String refusal(String operation, String identifier, String members) {
    return api.refusal(
        operation, "{'UserPoolId':'%s','Identifier':'%s'" + members + "}", pool, identifier);
  }

  private String server(String identifier, String name, String scopes) {
    return "{'ResourceServer':{'UserPoolId':'%s','Identifier':'%s','Name':'%s'%s}}"
        .formatted(pool, identifier, name.replaceAll("[:/]", ""), scopes)
        .replace('\'', '"');
  }

  /// The object without the member around it.
  private static String inner(String answer) {
    return answer.substring("{\"ResourceServer\":".length(), answer.length() - 1);
  }

  private static String scopes(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "{'ScopeName':'scope" + i + "','ScopeDescription':'d'}")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
