package dev.gatehouse.aws.idp.pool;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTagsTest {
  @RegisterExtension final PoolApi api = PoolApi.strict();

  @Test
  @DisplayName("users 6.3: tags are added, changed, listed and taken away")
  void changes_the_tags_of_a_pool() {
    var id = api.create(",'UserPoolTags':{'a':'1','b':'2'}");
    api.advance(9);

    assertThat(call("TagResource", id, ",'Tags':{'b':'3','c':''}")).isEqualTo("{}");
    assertThat(call("ListTagsForResource", id, ""))
        .isEqualTo("{\"Tags\":{\"a\":\"1\",\"b\":\"3\",\"c\":\"\"}}");

    assertThat(call("UntagResource", id, ",'TagKeys':['a','unknown']")).isEqualTo("{}");
    assertThat(api.described(id, "UserPoolTags")).isEqualTo("{\"b\":\"3\",\"c\":\"\"}");
    assertThat(api.described(id, "LastModifiedDate")).isEqualTo("1795600800.125");
  }

  @Test
  void a_pool_without_tags_lists_an_empty_map() {
    var id = api.create(",'UserPoolTags':{'a':'1'}");
    assertThat(call("UntagResource", id, ",'TagKeys':['a']")).isEqualTo("{}");

    assertThat(call("ListTagsForResource", id, "")).isEqualTo("{\"Tags\":{}}");
    assertThat(api.described(id, "UserPoolTags")).isEqualTo("{}");
  }

  @Test
  void ap_15_refuses_the_tag_after_the_fiftieth() {
    var fifty = tags(50);
    var id = api.create(",'UserPoolTags':{" + fifty + "}");
    var refusal = "LimitExceededException: A user pool cannot have more than 50 tags.";

    assertThat(call("TagResource", id, ",'Tags':{'t1':'changed'}")).isEqualTo("{}");
    assertThat(api.refusal("TagResource", "{'ResourceArn':'%s','Tags':{'more':''}}", arn(id)))
        .isEqualTo(refusal);
    assertThat(api.refusal("CreateUserPool", "{'PoolName':'p','UserPoolTags':{" + tags(51) + "}}"))
        .isEqualTo(refusal);
    assertThat(
            api.refusal(
                "UpdateUserPool", "{'UserPoolId':'" + id + "','UserPoolTags':{" + tags(51) + "}}"))
        .isEqualTo(refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:s3:us-east-1:000000000000:bucket",
        "arn:aws:cognito-identity:us-east-1:000000000000:identitypool/us-east-1:x",
        "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_a/client/b",
        "arn:aws:cognito-idp:us-east-1:000000000000:userpool/",
      })
  void refuses_the_arn_of_something_else(String arn) {
    assertThat(api.refusal("ListTagsForResource", "{'ResourceArn':'%s'}", arn))
        .isEqualTo("InvalidParameterException: " + arn + " is not the ARN of a user pool.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1:123456789012", "eu-west-1:000000000000"})
  void knows_no_pool_of_another_account_or_region(String place) {
    var id = api.create("");

    assertThat(
            api.refusal(
                "ListTagsForResource",
                "{'ResourceArn':'arn:aws:cognito-idp:%s:userpool/%s'}",
                place,
                id))
        .isEqualTo("ResourceNotFoundException: User pool " + id + " does not exist.");
  }

  private String call(String operation, String id, String members) {
    return api.call(operation, "{'ResourceArn':'" + arn(id) + "'" + members + "}");
  }

  private static String arn(String id) {
    return "arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + id;
  }

  private static String tags(int count) {
    return IntStream.range(0, count).mapToObj("'t%d':'v'"::formatted).collect(joining(","));
  }
}
