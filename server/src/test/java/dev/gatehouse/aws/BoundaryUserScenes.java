package dev.gatehouse.aws;

import static dev.gatehouse.aws.BoundaryScene.json;
import static dev.gatehouse.aws.BoundaryScene.with;
import static dev.gatehouse.aws.BoundaryScene.without;
import static dev.gatehouse.aws.BoundaryServer.NOTHING;
import static dev.gatehouse.aws.BoundaryServer.page;
import static dev.gatehouse.aws.BoundaryServer.wrapped;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The scenes of the operations on users. Those that a user calls himself are refused for their
/// token whatever else they say, but not before their members are checked (users §1.5).
final class BoundaryUserScenes {
  private static final String SUPPRESS = ",'MessageAction':'SUPPRESS'";

  private final BoundaryServer server;
  private final List<BoundaryScene> scenes = new ArrayList<>();

  private BoundaryUserScenes(BoundaryServer server) {
    this.server = server;
  }

  /// After the scenes of groups, which make group `a` of the quiet and of the changing pool.
  static List<BoundaryScene> of(BoundaryServer server) {
    var all = new BoundaryUserScenes(server);
    all.reads();
    all.attributes();
    all.changes();
    all.groups();
    all.providers();
    all.own();
    return all.scenes;
  }

  private static JsonObject request(String pool, String name, String members) {
    return json("{'UserPoolId':'%s','Username':'%s'" + members + "}", pool, name);
  }

  private JsonObject create(String pool, String name) {
    return server
        .cognito("AdminCreateUser", request(pool, name, SUPPRESS))
        .object("User")
        .orElseThrow();
  }

  private static JsonObject of(JsonObject request, String... without) {
    return without(request, without);
  }

  private static String sub(JsonObject user) {
    var attributes = ((JsonArray) user.member("Attributes").orElseThrow()).elements();
    return ((JsonObject) attributes.getFirst()).string("Value").orElseThrow();
  }

  private void reads() {
    var first = create(server.quiet(), "a");
    var second = create(server.quiet(), "b");
    for (var name : List.of("a", "b")) {
      server.cognito("AdminAddUserToGroup", request(server.quiet(), name, ",'GroupName':'a'"));
    }
    List<JsonValue> users =
        List.of(first, second).stream()
            .sorted(Comparator.comparing(BoundaryUserScenes::sub))
            .map(user -> (JsonValue) user)
            .toList();
    var renamed =
        with(of(first, "Attributes"), "UserAttributes", first.member("Attributes").orElseThrow());
    scenes.add(BoundaryScene.of("AdminGetUser", request(server.quiet(), "a", ""), _ -> renamed));
    scenes.add(
        BoundaryScene.of(
            "ListUsers",
            json("{'UserPoolId':'%s'}", server.quiet()),
            request -> {
              var size = request.number("Limit").map(Number::intValue).orElse(0);
              return wrapped(
                  "Users",
                  new JsonArray(users.stream().limit(size == 0 ? users.size() : size).toList()));
            }));
    scenes.add(
        page(
            "ListUsersInGroup",
            json("{'UserPoolId':'%s','GroupName':'a'}", server.quiet()),
            "Users",
            users));
    var group =
        server
            .cognito("GetGroup", json("{'UserPoolId':'%s','GroupName':'a'}", server.quiet()))
            .member("Group")
            .orElseThrow();
    scenes.add(
        page("AdminListGroupsForUser", request(server.quiet(), "a", ""), "Groups", List.of(group)));
    var plain = of(first, "Username", "Attributes");
    var named = ",'UserAttributes':[{'Name':'nickname','Value':'a'}]";
    scenes.add(
        BoundaryScene.of(
                "AdminCreateUser",
                request(server.busy(), "a", SUPPRESS + named),
                request -> wrapped("User", made(request, plain)))
            .after((request, _) ->
                server.cognito(
                    "AdminDeleteUser",
                    request(server.busy(), request.string("Username").orElseThrow(), "")))
            .made("Value"));
  }

  /// The user of an AdminCreateUser request.
  private static JsonObject made(JsonObject request, JsonObject plain) {
    var attributes = new TreeMap<String, JsonValue>(Map.of("", attribute("sub", "made")));
    for (var given : ((JsonArray) request.member("UserAttributes").orElseThrow()).elements()) {
      var name = ((JsonObject) given).string("Name").orElseThrow();
      ((JsonObject) given)
          .string("Value")
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> attributes.put(name, attribute(name, value)));
    }
    return JsonValue.object()
        .put("Username", request.member("Username").orElseThrow())
        .put("Attributes", new JsonArray(List.copyOf(attributes.values())))
        .putAll(plain.members())
        .build();
  }

  private static JsonValue attribute(String name, String value) {
    return JsonValue.object().put("Name", name).put("Value", value).build();
  }

  private void attributes() {
    create(server.changing(), "a");
    var base = request(server.changing(), "a", "");
    scenes.add(
        BoundaryScene.of(
            "AdminUpdateUserAttributes",
            with(base, "UserAttributes", new JsonArray(List.of(attribute("nickname", "a")))),
            NOTHING));
    scenes.add(
        BoundaryScene.of(
            "AdminDeleteUserAttributes",
            with(base, "UserAttributeNames", JsonValue.of(List.of("nickname"))),
            NOTHING));
    scenes.add(
        BoundaryScene.of(
            "AdminSetUserPassword",
            with(base, "Password", JsonValue.of("Correct-horse-1")),
            NOTHING));
  }

  private void changes() {
    var base = request(server.changing(), "a", "");
    scenes.add(BoundaryScene.of("AdminDisableUser", base, NOTHING));
    scenes.add(BoundaryScene.of("AdminEnableUser", base, NOTHING));
    scenes.add(BoundaryScene.of("AdminUserGlobalSignOut", base, NOTHING));
    scenes.add(
        BoundaryScene.refused(
            "AdminConfirmSignUp",
            base,
            "NotAuthorizedException",
            "User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD"));
    scenes.add(
        BoundaryScene.of("AdminDeleteUser", request(server.busy(), "a", ""), NOTHING)
            .before(request -> {
              var _ = create(server.busy(), "a");
              return request;
            }));
  }

  private void groups() {
    var base = request(server.changing(), "a", ",'GroupName':'a'");
    scenes.add(BoundaryScene.of("AdminAddUserToGroup", base, NOTHING));
    scenes.add(BoundaryScene.of("AdminRemoveUserFromGroup", base, NOTHING));
  }

  private void providers() {
    var link =
        json(
            "{'UserPoolId':'%s','DestinationUser':{'ProviderName':'Cognito',"
                + "'ProviderAttributeName':'Cognito_Subject','ProviderAttributeValue':'a'},"
                + "'SourceUser':{'ProviderName':'Google','ProviderAttributeName':'Cognito_Subject',"
                + "'ProviderAttributeValue':'1'}}",
            server.changing());
    scenes.add(
        BoundaryScene.of("AdminLinkProviderForUser", link, NOTHING)
            .after((request, _) ->
                server.cognito(
                    "AdminDisableProviderForUser",
                    with(
                        of(request, "SourceUser", "DestinationUser"),
                        "User",
                        request.member("SourceUser").orElseThrow()))));
    scenes.add(
        BoundaryScene.of(
                "AdminDisableProviderForUser",
                with(
                    of(link, "SourceUser", "DestinationUser"),
                    "User",
                    link.member("SourceUser").orElseThrow()),
                NOTHING)
            .before(request -> {
              server.cognito("AdminLinkProviderForUser", link);
              return request;
            }));
  }

  private void own() {
    var members =
        Map.of(
            "GetUser", "",
            "UpdateUserAttributes", ",'UserAttributes':[{'Name':'nickname','Value':'a'}]",
            "DeleteUserAttributes", ",'UserAttributeNames':['nickname']",
            "DeleteUser", "",
            "ChangePassword",
                ",'PreviousPassword':'Correct-horse-1','ProposedPassword':'Correct-horse-2'");
    members.forEach((operation, more) ->
        scenes.add(
            BoundaryScene.refused(
                operation,
                json("{'AccessToken':'a'" + more + "}"),
                "NotAuthorizedException",
                "Invalid Access Token")));
  }
}
