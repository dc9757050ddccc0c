package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import dev.gatehouse.driver.SrpSignIn;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The user's story, told to a server over its API: a pool, a public client, one user who signs in.
/// Makes the requests that are measured.
final class UserStory {
  /// A page of `ListUsers` at its longest.
  static final int PAGE = 60;

  private static final String USERNAME = "somebody";
  private static final String PASSWORD = "Correct-horse-battery-1";

  private final int port;
  private final SignedApi api;
  private final AtomicInteger created = new AtomicInteger();
  private String poolId = "";
  private String creationPoolId = "";
  private String clientId = "";

  UserStory(int port, Path data) throws IOException {
    this.port = port;
    api = SignedApi.of(port, data);
  }

  String poolId() {
    return poolId;
  }

  /// Makes everything that a sign-in needs.
  void prepare(Connection connection) throws IOException {
    poolId = makePool(connection);
    creationPoolId = makePool(connection);
    clientId =
        api.call(
                connection,
                "CreateUserPoolClient",
                """
                {"UserPoolId":"%s","ClientName":"app","PreventUserExistenceErrors":"ENABLED","ExplicitAuthFlows":[\
                "ALLOW_USER_SRP_AUTH","ALLOW_USER_PASSWORD_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]}\
                """
                    .formatted(poolId))
            .object("UserPoolClient")
            .flatMap(client -> client.string("ClientId"))
            .orElseThrow();
    api.call(connection, "AdminCreateUser", createBody(poolId, USERNAME));
    api.call(
        connection,
        "AdminSetUserPassword",
        "{\"UserPoolId\":\"%s\",\"Username\":\"%s\",\"Password\":\"%s\",\"Permanent\":true}"
            .formatted(poolId, USERNAME, PASSWORD));
  }

  /// Tells the same story to the same data after a restart on another port.
  UserStory on(int otherPort, Path data) throws IOException {
    var story = new UserStory(otherPort, data);
    story.poolId = poolId;
    story.clientId = clientId;
    return story;
  }

  /// Its users need no password: none is made and hashed for those whom an administrator makes.
  private String makePool(Connection connection) throws IOException {
    return api.call(
            connection,
            "CreateUserPool",
            """
            {"PoolName":"users","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}\
            """)
        .object("UserPool")
        .flatMap(pool -> pool.string("Id"))
        .orElseThrow();
  }

  private static String createBody(String pool, String username) {
    return """
    {"UserPoolId":"%s","Username":"%s","MessageAction":"SUPPRESS","UserAttributes":[\
    {"Name":"email","Value":"%s@example.com"}]}\
    """
        .formatted(pool, username, username);
  }

  /// Another user whenever it is asked, in a pool of their own. Thread-safe.
  byte[] createRequest() {
    return api.request(
        "AdminCreateUser", createBody(creationPoolId, "created-" + created.incrementAndGet()));
  }

  byte[] adminGetRequest() {
    return api.request(
        "AdminGetUser", "{\"UserPoolId\":\"%s\",\"Username\":\"%s\"}".formatted(poolId, USERNAME));
  }

  byte[] pageRequest() {
    return api.request("ListUsers", "{\"UserPoolId\":\"%s\",\"Limit\":%d}".formatted(poolId, PAGE));
  }

  byte[] getRequest(String accessToken) {
    return request("GetUser", Map.of("AccessToken", accessToken));
  }

  byte[] passwordRequest() {
    return passwordRequest(USERNAME, PASSWORD);
  }

  /// With wrong passwords, of a user and of nobody: answered alike.
  byte[] passwordRequest(String username, String password) {
    return start("USER_PASSWORD_AUTH", Map.of("USERNAME", username, "PASSWORD", password));
  }

  byte[] refreshRequest(String refreshToken) {
    return start("REFRESH_TOKEN_AUTH", Map.of("REFRESH_TOKEN", refreshToken));
  }

  /// What a sign-in with the password gives.
  JsonObject signIn(Connection connection) throws IOException {
    return success(connection.exchange(passwordRequest()))
        .object("AuthenticationResult")
        .orElseThrow();
  }

  /// A whole sign-in by SRP, in two calls.
  void signInBySrp(Connection connection, SrpSignIn srp) throws IOException {
    var begun =
        success(
                connection.exchange(
                    start(
                        "USER_SRP_AUTH", Map.of("USERNAME", USERNAME, "SRP_A", srp.publicValue()))))
            .object("ChallengeParameters")
            .orElseThrow();
    var block = begun.string("SECRET_BLOCK").orElseThrow();
    var userId = begun.string("USER_ID_FOR_SRP").orElseThrow();
    var proof =
        srp.proof(
            poolId.substring(poolId.indexOf('_') + 1),
            PASSWORD,
            new SrpSignIn.Challenge(
                begun.string("SALT").orElseThrow(),
                begun.string("SRP_B").orElseThrow(),
                block,
                userId));
    var responses = new LinkedHashMap<String, Object>();
    responses.put("USERNAME", userId);
    responses.put("PASSWORD_CLAIM_SECRET_BLOCK", block);
    responses.put("TIMESTAMP", proof.timestamp());
    responses.put("PASSWORD_CLAIM_SIGNATURE", proof.signature());
    var answer =
        request(
            "RespondToAuthChallenge",
            Map.of(
                "ClientId", clientId,
                "ChallengeName", "PASSWORD_VERIFIER",
                "ChallengeResponses", responses));
    var _ = success(connection.exchange(answer)).object("AuthenticationResult").orElseThrow();
  }

  private static JsonObject success(Connection.Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.status() + " " + answer.text());
    }
    return Json.parseObject(answer.body());
  }

  private byte[] start(String flow, Map<String, ?> parameters) {
    return request(
        "InitiateAuth",
        Map.of("ClientId", clientId, "AuthFlow", flow, "AuthParameters", parameters));
  }

  /// A call of an application, which has no access key.
  private byte[] request(String operation, Map<String, ?> members) {
    var body = Json.write(object(members));
    var head =
        """
        POST / HTTP/1.1\r
        Host: localhost:%d\r
        Content-Type: application/x-amz-json-1.1\r
        X-Amz-Target: AWSCognitoIdentityProviderService.%s\r
        Content-Length: %d\r
        \r
        """
            .formatted(port, operation, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    var request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  private static JsonObject object(Map<?, ?> members) {
    var all = new LinkedHashMap<String, JsonValue>();
    members.forEach((name, value) ->
        all.put(
            (String) name,
            value instanceof Map<?, ?> nested ? object(nested) : JsonValue.of((String) value)));
    return new JsonObject(all);
  }
}
