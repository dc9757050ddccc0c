package dev.gatehouse.aws.idp.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.aws.PageToken;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListUserPoolsTest {
  @RegisterExtension final PoolApi api = PoolApi.strict();

  @Test
  void up_30_lists_a_pool_with_its_five_members() {
    var id =
        api.create(
            ",'LambdaConfig':{'PreSignUp':'arn:aws:lambda:us-east-1:000000000000:function:f'}");

    assertThat(api.call("ListUserPools", "{'MaxResults':60}"))
        .isEqualTo(
            """
            {"UserPools":[{"Id":"%s","Name":"p",\
            "LambdaConfig":{"PreSignUp":"arn:aws:lambda:us-east-1:000000000000:function:f"},\
            "LastModifiedDate":1795600800.125,"CreationDate":1795600800.125}]}\
            """
                .formatted(id));
  }

  @Test
  void lists_nothing_where_there_is_nothing() {
    assertThat(api.call("ListUserPools", "{'MaxResults':1}")).isEqualTo("{\"UserPools\":[]}");
  }

  @Test
  void up_30_pages_through_the_pools_of_the_region_alone() {
    var ids = Stream.generate(() -> api.create("")).limit(5).sorted().toList();
    api.in("eu-west-1").create("");
    api.in("us-east-1");

    var listed = new ArrayList<String>();
    var sizes = new ArrayList<Integer>();
    var token = Optional.<String>empty();
    do {
      var next = token.map(text -> ",'NextToken':'" + text + "'").orElse("");
      var page = api.answer("ListUserPools", "{'MaxResults':2%s}", next.replace('\'', '"'));
      var found = ids(page);
      listed.addAll(found);
      sizes.add(found.size());
      token = page.string("NextToken");
      token.ifPresent(text -> assertThat(text).matches("[\\S]+").doesNotContain("us-east-1"));
    } while (token.isPresent());

    assertThat(listed).isEqualTo(ids);
    assertThat(sizes).containsExactly(2, 2, 1);
  }

  @Test
  void ends_without_a_token_when_the_last_page_is_full() {
    api.create("");
    api.create("");

    assertThat(api.answer("ListUserPools", "{'MaxResults':2}").string("NextToken")).isEmpty();
  }

  @Test
  void ap_12_refuses_a_token_that_it_did_not_issue_for_this_list() {
    api.create("");
    api.create("");
    var token = api.answer("ListUserPools", "{'MaxResults':1}").string("NextToken").orElseThrow();
    var otherOperation =
        new PageToken(PoolApi.SEALER, "ListUserPoolClients").issue("us-east-1", "x");
    var decodedAndEdited =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("us-east-1_a' OR 1=1".getBytes(StandardCharsets.UTF_8));

    for (var forged :
        List.of(token + "x!", "x", otherOperation, decodedAndEdited, token.substring(4))) {
      assertThat(api.refusal("ListUserPools", "{'MaxResults':1,'NextToken':'%s'}", forged))
          .isEqualTo("InvalidParameterException: Invalid pagination token.");
    }
    assertThat(
            api.in("eu-west-1")
                .refusal("ListUserPools", "{'MaxResults':1,'NextToken':'%s'}", token))
        .isEqualTo("InvalidParameterException: Invalid pagination token.");
  }

  private static List<String> ids(JsonObject page) {
    return ((JsonArray) page.member("UserPools").orElseThrow())
        .elements().stream().map(pool -> ((JsonObject) pool).string("Id").orElseThrow()).toList();
  }
}
