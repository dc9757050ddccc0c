package dev.gatehouse.aws;

import static dev.gatehouse.aws.BoundaryScene.json;
import static dev.gatehouse.aws.BoundaryScene.merged;
import static dev.gatehouse.aws.BoundaryScene.with;
import static dev.gatehouse.aws.BoundaryScene.without;
import static dev.gatehouse.aws.BoundaryServer.NOTHING;
import static dev.gatehouse.aws.BoundaryServer.ROLE;
import static dev.gatehouse.aws.BoundaryServer.always;
import static dev.gatehouse.aws.BoundaryServer.page;
import static dev.gatehouse.aws.BoundaryServer.wrapped;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// The scenes of the operations on groups.
final class BoundaryGroupScenes {
  private final BoundaryServer server;
  private final List<BoundaryScene> scenes = new ArrayList<>();

  private BoundaryGroupScenes(BoundaryServer server) {
    this.server = server;
  }

  static List<BoundaryScene> of(BoundaryServer server) {
    var all = new BoundaryGroupScenes(server);
    all.writes();
    all.reads();
    return all.scenes;
  }

  private static JsonObject base(String pool) {
    return json(
        "{'UserPoolId':'%s','GroupName':'a','Description':'a','RoleArn':'%s','Precedence':1}",
        pool, ROLE);
  }

  private static JsonObject name(JsonObject group) {
    return without(group, "Description", "RoleArn", "Precedence");
  }

  /// The group as it was made.
  private JsonObject create(JsonObject request) {
    return server.cognito("CreateGroup", request).object("Group").orElseThrow();
  }

  private void writes() {
    var inBusy = base(server.busy());
    var inChanging = base(server.changing());
    var made = create(inChanging);
    var created = made.member("CreationDate").orElseThrow();
    scenes.add(
        BoundaryScene.of(
                "CreateGroup", inBusy, request -> wrapped("Group", dated(request, created)))
            .after((request, _) -> server.cognito("DeleteGroup", name(request))));
    scenes.add(
        BoundaryScene.of("DeleteGroup", name(inBusy), NOTHING)
            .before(request -> {
              var _ = create(request);
              return request;
            }));
    // What a request leaves out stays as it was.
    scenes.add(
        BoundaryScene.of(
                "UpdateGroup", inChanging, request -> wrapped("Group", merged(made, request)))
            .before(request -> {
              server.cognito("UpdateGroup", inChanging);
              return request;
            }));
  }

  private static JsonObject dated(JsonObject group, JsonValue date) {
    return with(with(group, "CreationDate", date), "LastModifiedDate", date);
  }

  private void reads() {
    var first = create(base(server.quiet()));
    var second = create(with(base(server.quiet()), "GroupName", JsonValue.of("b")));
    scenes.add(
        BoundaryScene.of("GetGroup", name(base(server.quiet())), always(wrapped("Group", first))));
    scenes.add(
        page(
            "ListGroups",
            json("{'UserPoolId':'%s'}", server.quiet()),
            "Groups",
            List.of(first, second)));
  }
}
