package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;

/// A user without a password: made, changed, put into a group, disabled, deleted.
final class TrackedUser implements Tracked {
  private static final String GROUP = "everybody";

  private final String pool;
  private final String name;
  private State state = State.ABSENT;
  private State next = State.ABSENT;

  /// What may be seen of him.
  private record State(boolean isThere, int changes, boolean isEnabled, boolean isMember) {
    static final State ABSENT = new State(false, 0, false, false);

    State changed(int to) {
      return new State(isThere, to, isEnabled, isMember);
    }

    State enabled(boolean to) {
      return new State(isThere, changes, to, isMember);
    }

    State member() {
      return new State(isThere, changes, isEnabled, true);
    }
  }

  /// @param pool whose users need no password, with [#createGroup]
  TrackedUser(String pool, String name) {
    this.pool = pool;
    this.name = name;
  }

  /// Makes the group that users are put into.
  static void createGroup(Connection connection, SignedApi api, String pool) throws IOException {
    api.call(
        connection,
        "CreateGroup",
        "{\"UserPoolId\":\"%s\",\"GroupName\":\"%s\"}".formatted(pool, GROUP));
  }

  void create(Connection connection, SignedApi api) throws IOException {
    change(
        new State(true, 0, true, false),
        connection,
        api,
        "AdminCreateUser",
        """
        ,"MessageAction":"SUPPRESS","UserAttributes":[{"Name":"email","Value":"%s@example.com"}]\
        """
            .formatted(name));
  }

  void setNickname(Connection connection, SignedApi api, int number) throws IOException {
    change(
        state.changed(number),
        connection,
        api,
        "AdminUpdateUserAttributes",
        ",\"UserAttributes\":[{\"Name\":\"nickname\",\"Value\":\"%d\"}]".formatted(number));
  }

  void join(Connection connection, SignedApi api) throws IOException {
    change(
        state.member(), connection, api, "AdminAddUserToGroup", ",\"GroupName\":\"" + GROUP + "\"");
  }

  void disable(Connection connection, SignedApi api) throws IOException {
    change(state.enabled(false), connection, api, "AdminDisableUser", "");
  }

  void delete(Connection connection, SignedApi api) throws IOException {
    change(State.ABSENT, connection, api, "AdminDeleteUser", "");
  }

  private void change(
      State to, Connection connection, SignedApi api, String operation, String members)
      throws IOException {
    next = to;
    api.call(connection, operation, "{" + members() + members + "}");
    state = to;
  }

  private String members() {
    return "\"UserPoolId\":\"%s\",\"Username\":\"%s\"".formatted(pool, name);
  }

  @Override
  public void verify(SignedApi api, Connection connection) throws IOException {
    var answer = api.read(connection, "AdminGetUser", "{" + members() + "}");
    var seen = answer.status() == 200 ? seen(answer, api, connection) : State.ABSENT;
    if (!seen.equals(state) && !seen.equals(next)) {
      throw new DrillFailure(this + " is seen as " + seen + ": " + answer.text());
    }
  }

  private State seen(Connection.Answer answer, SignedApi api, Connection connection)
      throws IOException {
    var user = Json.parseObject(answer.body());
    var groups = api.readSuccess(connection, "AdminListGroupsForUser", "{" + members() + "}");
    return new State(
        true,
        nickname(user),
        user.member("Enabled").orElseThrow().equals(JsonValue.of(true)),
        groups.toString().contains(GROUP));
  }

  private static int nickname(JsonObject user) {
    if (user.member("UserAttributes").orElseThrow() instanceof JsonArray(var attributes)) {
      for (var each : attributes) {
        var attribute = (JsonObject) each;
        if (attribute.string("Name").orElseThrow().equals("nickname")) {
          return Integer.parseInt(attribute.string("Value").orElseThrow());
        }
      }
    }
    return 0;
  }

  @Override
  public String toString() {
    return "user %s of %s (%s, then %s)".formatted(name, pool, state, next);
  }
}
