package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.UserApi.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is in which group (users §6.1): AdminAddUserToGroup, AdminRemoveUserFromGroup,
/// AdminListGroupsForUser, ListUsersInGroup.
class MembershipsTest {
  @TempDir Path folder;
  private UserApi api;
  private String pool = "";

  @BeforeEach
  void open() {
    api = UserApi.open(folder);
    pool = api.createPool();
    api.createUser(pool, "jane", "");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private String createGroup(String name) {
    return api.call("CreateGroup", group(name, ""));
  }

  private String group(String name, String members) {
    return "{'UserPoolId':'" + pool + "','GroupName':'" + name + "'" + members + "}";
  }

  private void add(String user, String group) {
    assertThat(api.call("AdminAddUserToGroup", of(pool, user, ",'GroupName':'" + group + "'")))
        .isEmpty();
  }

  private List<String> list(String operation, String request, String list, String name) {
    var names = new ArrayList<String>();
    var token = "";
    do {
      var page = api.answer(operation, request.substring(0, request.length() - 1) + token + "}");
      for (var each : ((JsonArray) page.member(list).orElseThrow()).elements()) {
        names.add(((JsonObject) each).string(name).orElseThrow());
      }
      token = page.string("NextToken").map(next -> ",'NextToken':'" + next + "'").orElse("");
    } while (!token.isEmpty());
    return names;
  }

  @Test
  void lists_groups_and_members_as_they_are_returned_elsewhere() {
    var made = createGroup("staff");
    add("jane", "staff");
    add("jane", "staff"); // Twice is no fault.
    assertThat(api.call("AdminListGroupsForUser", of(pool, "jane", "")))
        .isEqualTo(
            "{\"Groups\":[" + made.substring("{\"Group\":".length(), made.length() - 1) + "]}");
    var user = api.answer("ListUsers", "{'UserPoolId':'" + pool + "'}").member("Users");
    assertThat(api.call("ListUsersInGroup", group("staff", "")))
        .isEqualTo("{\"Users\":" + Json.text(user.orElseThrow()) + "}");
  }

  @Test
  void who_is_taken_out_is_not_in_it() {
    createGroup("staff");
    add("jane", "staff");
    var out = of(pool, "jane", ",'GroupName':'staff'");
    assertThat(api.call("AdminRemoveUserFromGroup", out)).isEmpty();
    assertThat(api.call("AdminRemoveUserFromGroup", out)).isEmpty(); // §6.1.
    assertThat(api.call("ListUsersInGroup", group("staff", ""))).isEqualTo("{\"Users\":[]}");
    assertThat(api.call("AdminListGroupsForUser", of(pool, "jane", "")))
        .isEqualTo("{\"Groups\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AdminAddUserToGroup", "AdminRemoveUserFromGroup", "ListUsersInGroup"})
  void says_that_there_is_no_such_group(String operation) {
    assertThat(api.refusal(operation, of(pool, "jane", ",'GroupName':'nobody'")))
        .isEqualTo("ResourceNotFoundException: Group not found.");
    assertThat(api.refusal(operation, of("us-east-1_Nobody", "jane", ",'GroupName':'nobody'")))
        .isEqualTo("ResourceNotFoundException: User pool us-east-1_Nobody does not exist.");
  }

  @Test
  void at_16_a_group_made_again_has_no_members() {
    createGroup("staff");
    add("jane", "staff");
    api.call("DeleteGroup", group("staff", ""));
    createGroup("staff");
    assertThat(api.call("AdminListGroupsForUser", of(pool, "jane", "")))
        .isEqualTo("{\"Groups\":[]}");
  }

  @Test
  void ap_15_a_user_is_in_a_hundred_groups_and_pages_hold_each_once() {
    var names = IntStream.range(0, 100).mapToObj(MembershipsTest::name).toList();
    for (var name : names) {
      createGroup(name);
      add("jane", name);
    }
    createGroup("one-more");
    assertThat(api.refusal("AdminAddUserToGroup", of(pool, "jane", ",'GroupName':'one-more'")))
        .isEqualTo("InvalidParameterException: A user cannot be in more than 100 groups.");
    for (var limit : List.of("", ",'Limit':0", ",'Limit':7")) {
      assertThat(list("AdminListGroupsForUser", of(pool, "jane", limit), "Groups", "GroupName"))
          .isEqualTo(names);
    }
  }

  private static String name(int i) {
    return String.format(Locale.ROOT, "g%03d", i);
  }

  @Test
  void ap_12_pages_hold_every_member_once_and_tokens_are_of_one_list() {
    createGroup("staff");
    createGroup("other");
    var names = IntStream.range(0, 70).mapToObj(MembershipsTest::name).toList();
    for (var name : names) {
      api.createUser(pool, name, "");
      add(name, "staff");
    }
    for (var limit : List.of("", ",'Limit':0", ",'Limit':7")) {
      assertThat(list("ListUsersInGroup", group("staff", limit), "Users", "Username"))
          .containsExactlyInAnyOrderElementsOf(names);
    }
    var page = api.answer("ListUsersInGroup", group("staff", ",'Limit':1"));
    var token = ",'NextToken':'" + page.string("NextToken").orElseThrow() + "'";
    assertThat(api.refusal("ListUsersInGroup", group("other", token)))
        .isEqualTo("InvalidParameterException: Invalid pagination token.");
    assertThat(api.refusal("AdminListGroupsForUser", of(pool, "jane", token)))
        .isEqualTo("InvalidParameterException: Invalid pagination token.");
  }
}
