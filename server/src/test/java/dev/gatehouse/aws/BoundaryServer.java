package dev.gatehouse.aws;

import static dev.gatehouse.aws.BoundaryScene.json;

import dev.gatehouse.cli.RequestSigner;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/// A server with the pools of the boundary scenes: a quiet one, which is only read; a busy one, in
/// which clients and resource servers come and go; one for what changes the pool itself; and those
/// that CreateUserPool made, for what uses pools up.
final class BoundaryServer {
  static final String ROLE = "arn:aws:iam::000000000000:role/a";
  static final String SECRET = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

  /// Where ListUserPools is asked and no other scene makes pools.
  static final String OTHER_REGION = "eu-west-1";

  static final UnaryOperator<JsonObject> NOTHING = _ -> json("{}");

  private final TestServer server;
  private final Deque<String> spares = new ArrayDeque<>();
  private final JsonObject quiet;
  private final String busy;
  private final String changing;

  /// @param server strict, with two Regions
  BoundaryServer(TestServer server) {
    this.server = server;
    quiet = pool("{'PoolName':'quiet','UserPoolTags':{'a':'b'}}");
    busy = id(pool("{'PoolName':'busy'}"));
    changing = id(pool("{'PoolName':'changing'}"));
  }

  /// The quiet pool as it was created.
  JsonObject quietPool() {
    return quiet;
  }

  String quiet() {
    return id(quiet);
  }

  String busy() {
    return busy;
  }

  String changing() {
    return changing;
  }

  /// The id of a pool that nobody needs.
  String spare() {
    return spares.isEmpty() ? id(pool("{'PoolName':'spare'}")) : spares.pop();
  }

  void addSpare(JsonObject pool) {
    spares.add(id(pool));
  }

  static String id(JsonObject pool) {
    return pool.string("Id").orElseThrow();
  }

  /// A call of the operation, signed by the administrator in the Region of the scene.
  TestServer.Answer call(ApiModel.Entry entry, String body) {
    var region = entry.name().equals("ListUserPools") ? OTHER_REGION : TestServer.REGION;
    return call(region, entry, body);
  }

  TestServer.Answer call(String region, ApiModel.Entry entry, String body) {
    var service = entry.service();
    var signer =
        new RequestSigner(
            server.accessKeyId(), server.secretAccessKey(), region, service.signingName());
    return server.call(signer, service.targetPrefix() + "." + entry.name(), body);
  }

  JsonObject cognito(String operation, JsonObject request) {
    return server.cognito(operation, Json.text(request));
  }

  JsonObject extension(String operation, JsonObject request) {
    return server.extension(operation, Json.text(request));
  }

  /// Makes a pool.
  JsonObject pool(String request) {
    return cognito("CreateUserPool", json(request)).object("UserPool").orElseThrow();
  }

  /// Makes a client.
  JsonObject client(String request, Object... arguments) {
    return cognito("CreateUserPoolClient", json(request, arguments))
        .object("UserPoolClient")
        .orElseThrow();
  }

  /// The scene of a list in pages: as many as asked for, and a token where there are more. The
  /// number is called `MaxResults` or, with 0 for all that fit, `Limit`.
  static BoundaryScene page(String operation, JsonObject base, String member, List<JsonValue> all) {
    return BoundaryScene.of(
            operation,
            base,
            request -> {
              var size =
                  request
                      .number("MaxResults")
                      .or(() -> request.number("Limit").filter(limit -> limit.signum() > 0))
                      .map(Number::intValue)
                      .orElse(all.size());
              var some = new JsonArray(all.stream().limit(size).toList());
              var answer = JsonValue.object().put(member, some);
              return (size < all.size() ? answer.put("NextToken", "made") : answer).build();
            })
        .made("NextToken");
  }

  static UnaryOperator<JsonObject> always(JsonObject answer) {
    return _ -> answer;
  }

  static JsonObject wrapped(String name, JsonValue value) {
    return JsonValue.object().put(name, value).build();
  }
}
