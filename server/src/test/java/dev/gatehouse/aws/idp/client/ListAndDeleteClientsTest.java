package dev.gatehouse.aws.idp.client;

import static dev.gatehouse.aws.idp.client.ClientApi.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListAndDeleteClientsTest {
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
  @DisplayName("UP-31: an entry has id, pool and name; pages follow each other without a gap")
  void up_31_lists_ids_and_names_in_pages() {
    var ids = new TreeSet<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(id(api.createClient(pool, ",'GenerateSecret':true")));
    }
    var sorted = List.copyOf(ids);

    var pages = new ArrayList<String>();
    var request = "{'UserPoolId':'" + pool + "','MaxResults':2%s}";
    var next = "";
    for (int i = 0; i < 3; i++) {
      var page = api.answer("ListUserPoolClients", request, next);
      pages.add(ClientApi.member(page, "UserPoolClients"));
      next = page.string("NextToken").map(token -> ",\"NextToken\":\"" + token + "\"").orElse("");
    }
    assertThat(pages)
        .containsExactly(
            entries(sorted.subList(0, 2)),
            entries(sorted.subList(2, 4)),
            entries(sorted.subList(4, 5)));
    assertThat(next).isEmpty();
    assertThat(api.call("ListUserPoolClients", "{'UserPoolId':'%s'}", pool))
        .isEqualTo("{\"UserPoolClients\":" + entries(sorted) + "}");
  }

  @Test
  void up_31_lists_60_at_most() {
    for (int i = 0; i < ListUserPoolClients.PAGE_MAX + 1; i++) {
      api.createClient(pool, "");
    }

    var page = api.answer("ListUserPoolClients", "{'UserPoolId':'%s'}", pool);
    assertThat(ClientApi.member(page, "UserPoolClients").split("ClientId", -1)).hasSize(61);
    assertThat(page.string("NextToken")).isPresent();
    assertThat(api.refusal("ListUserPoolClients", "{'UserPoolId':'%s','MaxResults':61}", pool))
        .isEqualTo(
            "InvalidParameterException: 1 validation error detected: Value '61' at 'maxResults'"
                + " failed to satisfy constraint: Member must have value less than or equal to 60");
  }

  @Test
  void up_31_lists_none_in_an_empty_pool_and_refuses_an_unknown_one() {
    assertThat(api.call("ListUserPoolClients", "{'UserPoolId':'%s'}", pool))
        .isEqualTo("{\"UserPoolClients\":[]}");
    assertThat(api.refusal("ListUserPoolClients", "{'UserPoolId':'us-east-1_Unknown12'}"))
        .isEqualTo("ResourceNotFoundException: User pool us-east-1_Unknown12 does not exist.");
  }

  @Test
  @DisplayName("AP-12: a page token of another pool, another operation, altered, or made up")
  void ap_12_refuses_a_forged_page_token() {
    var other = api.createPool("");
    for (int i = 0; i < 2; i++) {
      api.createClient(pool, "");
      api.call(
          "CreateResourceServer", "{'UserPoolId':'%s','Identifier':'api%s','Name':'n'}", pool, i);
    }
    var token = token("ListUserPoolClients");

    for (var forged :
        new String[] {token("ListResourceServers"), token.substring(1), "x", "a.b-c_d"}) {
      assertThat(
              api.refusal(
                  "ListUserPoolClients", "{'UserPoolId':'%s','NextToken':'%s'}", pool, forged))
          .isEqualTo("InvalidParameterException: Invalid pagination token.");
    }
    assertThat(
            api.refusal(
                "ListUserPoolClients", "{'UserPoolId':'%s','NextToken':'%s'}", other, token))
        .isEqualTo("InvalidParameterException: Invalid pagination token.");
  }

  @Test
  void ac_43_deletes_a_client_with_an_empty_body() {
    var request =
        "{'UserPoolId':'%s','ClientId':'%s'}"
            .formatted(pool, id(api.createClient(pool, ",'GenerateSecret':true")));

    assertThat(api.call("DeleteUserPoolClient", request)).isEmpty();

    var gone = "ResourceNotFoundException: User pool client ";
    assertThat(api.refusal("DeleteUserPoolClient", request)).startsWith(gone);
    assertThat(api.refusal("DescribeUserPoolClient", request)).startsWith(gone);
    assertThat(api.refusal("ListUserPoolClientSecrets", request)).startsWith(gone);
  }

  @Test
  @DisplayName("AP-08: a client id with a quote for SQL")
  void ap_08_refuses_a_hostile_client_id() {
    for (var operation : new String[] {"DescribeUserPoolClient", "DeleteUserPoolClient"}) {
      assertThat(
              api.refusal(operation, "{'UserPoolId':'%s','ClientId':'a\\u0027 OR 1=1 --'}", pool))
          .isEqualTo(
              "InvalidParameterException: 1 validation error detected: Value at 'clientId' failed"
                  + " to satisfy constraint: Member must satisfy regular expression pattern:"
                  + " [\\w+]+");
    }
  }

  private String token(String operation) {
    return api.answer(operation, "{'UserPoolId':'%s','MaxResults':1}", pool)
        .string("NextToken")
        .orElseThrow();
  }

  private String entries(List<String> ids) {
    var entries =
        ids.stream()
            .map(id -> "{'ClientId':'%s','UserPoolId':'%s','ClientName':'c'}".formatted(id, pool))
            .toList();
    return ("[" + String.join(",", entries) + "]").replace('\'', '"');
  }
}
