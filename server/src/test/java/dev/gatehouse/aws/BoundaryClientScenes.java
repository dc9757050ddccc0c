package dev.gatehouse.aws;

import static dev.gatehouse.aws.BoundaryScene.json;
import static dev.gatehouse.aws.BoundaryScene.with;
import static dev.gatehouse.aws.BoundaryScene.without;
import static dev.gatehouse.aws.BoundaryServer.NOTHING;
import static dev.gatehouse.aws.BoundaryServer.ROLE;
import static dev.gatehouse.aws.BoundaryServer.SECRET;
import static dev.gatehouse.aws.BoundaryServer.always;
import static dev.gatehouse.aws.BoundaryServer.page;
import static dev.gatehouse.aws.BoundaryServer.wrapped;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// The scenes of the operations on what belongs to a pool.
final class BoundaryClientScenes {
  private final BoundaryServer server;
  private final List<BoundaryScene> scenes = new ArrayList<>();

  private BoundaryClientScenes(BoundaryServer server) {
    this.server = server;
  }

  static List<BoundaryScene> of(BoundaryServer server) {
    var all = new BoundaryClientScenes(server);
    all.resourceServers();
    all.clients();
    all.readClients();
    all.secrets();
    return all.scenes;
  }

  private void resourceServers() {
    var inBusy =
        json(
            "{'UserPoolId':'%s','Identifier':'a','Name':'a',"
                + "'Scopes':[{'ScopeName':'a','ScopeDescription':'a'}]}",
            server.busy());
    scenes.add(
        BoundaryScene.of("CreateResourceServer", inBusy, BoundaryAnswers::resourceServer)
            .after((request, _) ->
                server.cognito("DeleteResourceServer", without(request, "Name", "Scopes"))));
    scenes.add(
        BoundaryScene.of("DeleteResourceServer", without(inBusy, "Name", "Scopes"), NOTHING)
            .before(request -> {
              server.cognito("CreateResourceServer", with(request, "Name", JsonValue.of("a")));
              return request;
            }));
    var inChanging = with(inBusy, "UserPoolId", JsonValue.of(server.changing()));
    server.cognito("CreateResourceServer", inChanging);
    scenes.add(
        BoundaryScene.of("UpdateResourceServer", inChanging, BoundaryAnswers::resourceServer));
    var inQuiet = with(inBusy, "UserPoolId", JsonValue.of(server.quiet()));
    var other = with(inQuiet, "Identifier", JsonValue.of("b"));
    server.cognito("CreateResourceServer", inQuiet);
    server.cognito("CreateResourceServer", other);
    scenes.add(
        BoundaryScene.of(
            "DescribeResourceServer",
            without(inQuiet, "Name", "Scopes"),
            always(wrapped("ResourceServer", inQuiet))));
    scenes.add(
        page(
            "ListResourceServers",
            json("{'UserPoolId':'%s'}", server.quiet()),
            "ResourceServers",
            List.of(inQuiet, other)));
  }

  private void clients() {
    var plain = server.client("{'UserPoolId':'%s','ClientName':'plain'}", server.busy());
    var settings =
        "'CallbackURLs':['https://a'],'AnalyticsConfiguration':{'ApplicationId':'%s',"
            + "'RoleArn':'%s','ExternalId':'a'}}";
    var application = "0123456789abcdef0123456789abcdef";
    var base =
        json(
            "{'UserPoolId':'%s','ClientName':'a','ClientSecret':'%s'," + settings,
            server.busy(),
            SECRET,
            application,
            ROLE);
    scenes.add(
        BoundaryScene.of(
                "CreateUserPoolClient", base, request -> BoundaryAnswers.client(plain, request))
            .made("ClientId"));
    var updated =
        server.cognito("CreateUserPoolClient", base).object("UserPoolClient").orElseThrow();
    var plainWithSecret = with(plain, "ClientSecret", JsonValue.of(SECRET));
    scenes.add(
        BoundaryScene.of(
            "UpdateUserPoolClient",
            with(
                without(base, "ClientSecret"),
                "ClientId",
                updated.member("ClientId").orElseThrow()),
            request -> BoundaryAnswers.client(plainWithSecret, request)));
    scenes.add(
        BoundaryScene.of("DeleteUserPoolClient", ids(updated), NOTHING)
            .before(request ->
                with(
                    request,
                    "ClientId",
                    server
                        .client("{'UserPoolId':'%s','ClientName':'a'}", server.busy())
                        .member("ClientId")
                        .orElseThrow())));
  }

  private static JsonObject ids(JsonObject client) {
    return JsonValue.object()
        .put("UserPoolId", client.member("UserPoolId").orElseThrow())
        .put("ClientId", client.member("ClientId").orElseThrow())
        .build();
  }

  private void readClients() {
    var inQuiet = "{'UserPoolId':'%s','ClientName':'a'}";
    var clients =
        new ArrayList<>(
            List.of(
                server.client(inQuiet, server.quiet()), server.client(inQuiet, server.quiet())));
    clients.sort(
        (a, b) -> a.string("ClientId").orElseThrow().compareTo(b.string("ClientId").orElseThrow()));
    scenes.add(
        BoundaryScene.of(
            "DescribeUserPoolClient",
            ids(clients.getFirst()),
            always(wrapped("UserPoolClient", clients.getFirst()))));
    var views = new ArrayList<JsonValue>();
    clients.forEach(client -> views.add(with(ids(client), "ClientName", JsonValue.of("a"))));
    scenes.add(
        page(
            "ListUserPoolClients",
            json("{'UserPoolId':'%s'}", server.quiet()),
            "UserPoolClients",
            views));
  }

  private void secrets() {
    server.cognito(
        "CreateResourceServer",
        json(
            "{'UserPoolId':'%s','Identifier':'api','Name':'a',"
                + "'Scopes':[{'ScopeName':'read','ScopeDescription':'a'}]}",
            server.busy()));
    var client =
        server.client(
            "{'UserPoolId':'%s','ClientName':'a','ClientSecret':'%s',"
                + "'ExplicitAuthFlows':['ALLOW_CLIENT_TOKEN_AUTH'],"
                + "'AllowedOAuthFlows':['client_credentials'],'AllowedOAuthScopes':['api/read']}",
            server.busy(), SECRET);
    var created = client.member("CreationDate").orElseThrow();
    var entry =
        JsonValue.object()
            .put("ClientSecretId", "made")
            .put("ClientSecretCreateDate", created)
            .build();
    scenes.add(
        BoundaryScene.of(
                "AddUserPoolClientSecret",
                ids(client),
                request ->
                    wrapped(
                        "ClientSecretDescriptor",
                        request.member("ClientSecret").isPresent()
                            ? entry
                            : with(entry, "ClientSecretValue", JsonValue.of("made"))))
            .made("ClientSecretId", "ClientSecretValue")
            .after((_, answer) ->
                server.cognito("DeleteUserPoolClientSecret", secretOf(client, answer))));
    scenes.add(
        BoundaryScene.of(
                "ListUserPoolClientSecrets",
                ids(client),
                always(wrapped("ClientSecrets", new JsonArray(List.of(entry)))))
            .made("ClientSecretId"));
    scenes.add(
        BoundaryScene.of(
                "DeleteUserPoolClientSecret",
                with(ids(client), "ClientSecretId", JsonValue.of("a")),
                NOTHING)
            .before(_ -> secretOf(client, server.cognito("AddUserPoolClientSecret", ids(client)))));
    scenes.add(
        BoundaryScene.of(
                "GetClientToken",
                with(
                    json("{'Secret':'%s','Scopes':['api/read']}", SECRET),
                    "ClientId",
                    client.member("ClientId").orElseThrow()),
                always(
                    json(
                        "{'ClientAuthenticationResult':{'AccessToken':'made','ExpiresIn':3600,"
                            + "'TokenType':'Bearer'}}")))
            .made("AccessToken"));
  }

  private static JsonObject secretOf(JsonObject client, JsonObject added) {
    var secret = added.object("ClientSecretDescriptor").orElseThrow();
    return with(ids(client), "ClientSecretId", secret.member("ClientSecretId").orElseThrow());
  }
}
