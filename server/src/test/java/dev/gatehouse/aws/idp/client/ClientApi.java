package dev.gatehouse.aws.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.aws.AccessKeyRing;
import dev.gatehouse.aws.Authenticator;
import dev.gatehouse.aws.AwsDispatcher;
import dev.gatehouse.aws.AwsSettings;
import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.aws.idp.pool.UserPoolOperations;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.keys.SpareKeys;
import dev.gatehouse.pool.Region;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.RunsTwice;
import dev.gatehouse.testing.SeededRandom;
import dev.gatehouse.token.Issuer;
import dev.gatehouse.token.RequestRate;
import dev.gatehouse.token.TokenIssuer;
import dev.gatehouse.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The dispatcher over an empty store with the operations of this package and those on user pools.
/// Every answer's status and headers are compared as a whole (GEN-02, GEN-04); signatures count for
/// nothing here.
final class ClientApi implements AutoCloseable {
  /// The dates of what is made before the clock moves.
  static final String NOW = "1767323045.678";

  static final String ACCOUNT = "000000000000";

  /// Shared, because making keys is slow.
  private static final Rsa RSA = new Rsa();

  private static final SpareKeys SPARES = new SpareKeys(RSA);

  private final ManualClock clock = ManualClock.atStart();
  private final RecordingWrongSecrets wrongSecrets = new RecordingWrongSecrets();
  private final Store store;
  private final AwsDispatcher dispatcher;
  private String region = "us-east-1";

  private ClientApi(Path folder, boolean devMode, boolean withKeys) {
    store = new RunsTwice(SqliteStore.open(folder.resolve("gatehouse.db"), clock));
    var env = new Env(clock, new SeededRandom(7));
    var sealer = new PlainSealer();
    var poolKeys = new PoolKeys(store, env, sealer, RSA, SPARES);
    var tokens =
        new AppClientOperations.Tokens(
            new Catalog(store, sealer, poolKeys),
            new TokenIssuer(env),
            Issuer.at("http://localhost:9229"),
            wrongSecrets,
            new RequestRate(0, clock));
    var setup = new AppClientOperations.Setup(devMode, "gatehouse.example.com");
    var operations = new ArrayList<OperationBinding>();
    operations.addAll(AppClientOperations.list(store, env, sealer, tokens, setup));
    operations.addAll(
        UserPoolOperations.list(
            store,
            env,
            sealer,
            pool -> withKeys ? poolKeys.mint(pool, env.now()) : List.of(),
            devMode));
    var settings =
        new AwsSettings(List.of(new Region("us-east-1"), new Region("eu-west-1")), ACCOUNT, true);
    var ring = new AccessKeyRing(store, sealer, Runnable::run);
    dispatcher =
        new AwsDispatcher(
            operations,
            new Authenticator(ring, settings, env),
            request -> Response.of(418),
            env,
            new AuditLog(store, sealer, env),
            new Usage(false));
  }

  static ClientApi strict(Path folder) {
    return new ClientApi(folder, false, false);
  }

  static ClientApi dev(Path folder) {
    return new ClientApi(folder, true, false);
  }

  /// Its pools have signing keys.
  static ClientApi withKeys(Path folder) {
    return new ClientApi(folder, false, true);
  }

  /// From now on calls come from that Region.
  ClientApi in(String name) {
    region = name;
    return this;
  }

  ManualClock clock() {
    return clock;
  }

  RecordingWrongSecrets wrongSecrets() {
    return wrongSecrets;
  }

  Store store() {
    return store;
  }

  /// The body of a successful answer. Single quotes in `json` stand for double ones.
  String call(String operation, String json, Object... arguments) {
    var answer = send(operation, json.replace('\'', '"').formatted(arguments));
    assertThat(body(answer) + answer.status()).endsWith("200");
    assertThat(headers(answer))
        .isEqualTo(
            Map.of(
                "Content-Type", "application/x-amz-json-1.1",
                "x-amzn-RequestId", "a UUID",
                "Access-Control-Allow-Origin", "*",
                "Access-Control-Expose-Headers",
                    "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"));
    return body(answer);
  }

  JsonObject answer(String operation, String json, Object... arguments) {
    return Json.parseObject(call(operation, json, arguments));
  }

  /// `Type: message` of the error that the call answers with.
  String refusal(String operation, String json, Object... arguments) {
    var answer = send(operation, json.replace('\'', '"').formatted(arguments));
    assertThat(answer.status()).as(body(answer)).isEqualTo(400);
    var error = Json.parseObject(body(answer));
    var type = error.string("__type").orElseThrow();
    var message = error.string("message").orElseThrow();
    var expected = JsonValue.object().put("__type", type).put("message", message).build();
    assertThat(body(answer)).isEqualTo(Json.text(expected));
    assertThat(headers(answer))
        .isEqualTo(
            Map.of(
                "Content-Type", "application/x-amz-json-1.1",
                "x-amzn-ErrorType", type + ":",
                "x-amzn-ErrorMessage", message.substring(0, Math.min(message.length(), 1_024)),
                "x-amzn-RequestId", "a UUID",
                "Access-Control-Allow-Origin", "*",
                "Access-Control-Expose-Headers",
                    "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"));
    return type + ": " + message;
  }

  /// The status, and the type of the error where it is one.
  String outcome(String operation, String json) {
    var answer = send(operation, json.replace('\'', '"'));
    var type = Json.parseObject(body(answer)).string("__type").map(name -> " " + name).orElse("");
    return answer.status() + type;
  }

  /// A new pool with those further members; returns its id.
  String createPool(String members) {
    return answer("CreateUserPool", "{'PoolName':'p'" + members + "}")
        .object("UserPool")
        .flatMap(pool -> pool.string("Id"))
        .orElseThrow();
  }

  /// A pool with the resource server `transactions` and its scopes `get` and `post`.
  String createMachinePool() {
    var pool = createPool("");
    call(
        "CreateResourceServer",
        "{'UserPoolId':'%s','Identifier':'transactions','Name':'transactions','Scopes':["
            + "{'ScopeName':'get','ScopeDescription':'get_tx'},"
            + "{'ScopeName':'post','ScopeDescription':'post_tx'}]}",
        pool);
    return pool;
  }

  /// A new client named `c` with those further members.
  JsonObject createClient(String pool, String members) {
    return answer("CreateUserPoolClient", client(pool, members))
        .object("UserPoolClient")
        .orElseThrow();
  }

  /// `Type: message` of the refusal of such a client.
  String clientRefusal(String pool, String members) {
    return refusal("CreateUserPoolClient", client(pool, members));
  }

  JsonObject describeClient(String pool, String id) {
    return answer("DescribeUserPoolClient", "{'UserPoolId':'%s','ClientId':'%s'}", pool, id)
        .object("UserPoolClient")
        .orElseThrow();
  }

  static String id(JsonObject client) {
    return client.string("ClientId").orElseThrow();
  }

  static String secret(JsonObject client) {
    return client.string("ClientSecret").orElseThrow();
  }

  /// A member as JSON text; `absent` when there is none.
  static String member(JsonObject object, String name) {
    return object.member(name).map(Json::text).orElse("absent");
  }

  private static String client(String pool, String members) {
    var text = "{'UserPoolId':'" + pool + "','ClientName':'c'" + members + "}";
    return text.replace("%", "%%");
  }

  private Response send(String operation, String body) {
    var scope = "AKIATEST/20260102/" + region + "/cognito-idp/aws4_request";
    var headers =
        Headers.NONE
            .with("Host", "localhost:9229")
            .with("Content-Type", "application/x-amz-json-1.1")
            .with("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
            .with("X-Amz-Date", "20260102T030405Z")
            .with(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + scope
                    + ", SignedHeaders=host;x-amz-date;x-amz-target, Signature="
                    + "0".repeat(64));
    return dispatcher.handle(
        new Request(
            "POST",
            "/",
            Optional.empty(),
            headers,
            body.getBytes(StandardCharsets.UTF_8),
            "127.0.0.1",
            "localhost:9229",
            Map.of()));
  }

  private static String body(Response answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static Map<String, String> headers(Response answer) {
    return answer.headers().fields().stream()
        .collect(Collectors.toMap(Field::name, ClientApi::value));
  }

  private static String value(Field field) {
    return field.value().replaceFirst("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "a UUID");
  }

  @Override
  public void close() {
    store.close();
  }
}
