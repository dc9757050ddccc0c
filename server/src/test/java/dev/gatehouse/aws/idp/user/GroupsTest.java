package dev.gatehouse.aws.idp.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Groups of a pool (users §6.1): CreateGroup, GetGroup, UpdateGroup, DeleteGroup, ListGroups.
class GroupsTest {
  private static final String ROLE = "arn:aws:iam::000000000000:role/staff";
  private static final String NOW = "1767323045.678";

  @TempDir Path folder;
  private UserApi api;
  private String pool = "";

  @BeforeEach
  void open() {
    api = UserApi.open(folder);
    pool = api.createPool();
  }

  @AfterEach
  void close() {
    api.close();
  }

  private String of(String members) {
    return "{'UserPoolId':'" + pool + "'" + members + "}";
  }

  private String create(String name, String members) {
    return api.call("CreateGroup", of(",'GroupName':'" + name + "'" + members));
  }

  private String get(String name) {
    return api.call("GetGroup", of(",'GroupName':'" + name + "'"));
  }

  private String group(String name, String members, String modified) {
    return ("{'Group':{'GroupName':'" + name + "','UserPoolId':'" + pool + "'" + members)
            .replace('\'', '"')
        + ",\"LastModifiedDate\":"
        + modified
        + ",\"CreationDate\":"
        + NOW
        + "}}";
  }

  @Test
  void returns_what_was_set_and_leaves_out_what_was_not() {
    var all = ",'Description':'Staff','RoleArn':'" + ROLE + "','Precedence':0";
    assertThat(create("staff", all)).isEqualTo(group("staff", all, NOW));
    assertThat(get("staff")).isEqualTo(group("staff", all, NOW));
    assertThat(create("plain", "")).isEqualTo(group("plain", "", NOW));
    assertThat(get("plain")).isEqualTo(group("plain", "", NOW));
  }

  @Test
  void an_update_leaves_what_it_does_not_name() {
    create("staff", ",'Description':'Staff','RoleArn':'" + ROLE + "','Precedence':3");
    api.clock.advance(Duration.ofSeconds(2));

    var changed =
        group(
            "staff", ",'Description':'','RoleArn':'" + ROLE + "','Precedence':0", "1767323047.678");
    assertThat(api.call("UpdateGroup", of(",'GroupName':'staff','Description':'','Precedence':0")))
        .isEqualTo(changed);
    assertThat(get("staff")).isEqualTo(changed);
    assertThat(api.call("UpdateGroup", of(",'GroupName':'staff'"))).isEqualTo(changed);
  }

  @Test
  void a_name_is_taken_once_and_its_case_counts() {
    create("staff", ",'Precedence':1");
    assertThat(api.refusal("CreateGroup", of(",'GroupName':'staff'")))
        .isEqualTo("GroupExistsException: A group with the name already exists.");
    create("Staff", "");
    assertThat(get("staff")).contains("\"Precedence\":1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetGroup", "UpdateGroup", "DeleteGroup"})
  void says_that_there_is_none(String operation) {
    assertThat(api.refusal(operation, of(",'GroupName':'nobody'")))
        .isEqualTo("ResourceNotFoundException: Group not found.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateGroup", "GetGroup", "UpdateGroup", "DeleteGroup", "ListGroups"})
  void gen_07_ap_16_a_pool_that_the_caller_cannot_see(String operation) {
    create("staff", "");
    var name = operation.equals("ListGroups") ? "" : ",'GroupName':'staff'";
    var unknown = "ResourceNotFoundException: User pool %s does not exist.";
    assertThat(api.refusal(operation, "{'UserPoolId':'us-east-1_Nobody'" + name + "}"))
        .isEqualTo(String.format(Locale.ROOT, unknown, "us-east-1_Nobody"));
    assertThat(api.in("eu-west-1").refusal(operation, of(name)))
        .isEqualTo(String.format(Locale.ROOT, unknown, pool));
  }

  @Test
  void a_deleted_group_is_gone_and_its_name_is_free() {
    create("staff", ",'Precedence':1");
    assertThat(api.call("DeleteGroup", of(",'GroupName':'staff'"))).isEmpty();
    assertThat(api.refusal("GetGroup", of(",'GroupName':'staff'")))
        .isEqualTo("ResourceNotFoundException: Group not found.");
    assertThat(create("staff", "")).isEqualTo(group("staff", "", NOW));
  }

  @Test
  void groups_go_with_their_pool() {
    create("staff", "");
    api.call("DeleteUserPool", of(""));
    assertThat(api.refusal("GetGroup", of(",'GroupName':'staff'")))
        .isEqualTo("ResourceNotFoundException: User pool " + pool + " does not exist.");
  }

  @Test
  void ap_12_pages_hold_every_group_once() {
    var expected = new ArrayList<String>();
    for (int i = 0; i < 130; i++) {
      var name = String.format(Locale.ROOT, "g%03d", i);
      create(name, "");
      expected.add(name);
    }
    for (var limit : List.of("", ",'Limit':0", ",'Limit':60", ",'Limit':7", ",'Limit':1")) {
      assertThat(names(limit)).as(limit).isEqualTo(expected);
    }
    assertThat(groups(api.answer("ListGroups", of(",'Limit':0")))).hasSize(60);
  }

  private List<String> names(String limit) {
    var names = new ArrayList<String>();
    var token = "";
    do {
      var page = api.answer("ListGroups", of(limit + token));
      for (var group : groups(page)) {
        names.add(((JsonObject) group).string("GroupName").orElseThrow());
      }
      token = page.string("NextToken").map(next -> ",'NextToken':'" + next + "'").orElse("");
    } while (!token.isEmpty());
    return names;
  }

  private static List<JsonValue> groups(JsonObject page) {
    return ((JsonArray) page.member("Groups").orElseThrow()).elements();
  }

  @Test
  void lists_nothing_as_an_empty_list_and_a_group_as_it_is_returned() {
    assertThat(api.call("ListGroups", of(""))).isEqualTo("{\"Groups\":[]}");
    create("staff", ",'Precedence':2");
    var one = group("staff", ",'Precedence':2", NOW);
    assertThat(api.call("ListGroups", of("")))
        .isEqualTo(
            "{\"Groups\":[" + one.substring("{\"Group\":".length(), one.length() - 1) + "]}");
  }

  @Test
  void ap_12_a_token_of_another_pool_or_of_nobody() {
    for (int i = 0; i < 2; i++) {
      create("g" + i, "");
    }
    var token = api.answer("ListGroups", of(",'Limit':1")).string("NextToken").orElseThrow();
    var other = api.createPool();
    for (var forged : List.of("x", token + "A", token.substring(1))) {
      assertThat(api.refusal("ListGroups", of(",'NextToken':'" + forged + "'")))
          .isEqualTo("InvalidParameterException: Invalid pagination token.");
    }
    assertThat(
            api.refusal("ListGroups", "{'UserPoolId':'" + other + "','NextToken':'" + token + "'}"))
        .isEqualTo("InvalidParameterException: Invalid pagination token.");
  }
}
