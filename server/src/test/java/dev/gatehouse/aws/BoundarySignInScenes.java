package dev.gatehouse.aws;

import static dev.gatehouse.aws.BoundaryScene.json;
import static dev.gatehouse.aws.BoundaryScene.merged;
import static dev.gatehouse.aws.BoundaryScene.with;
import static dev.gatehouse.aws.BoundaryServer.always;
import static dev.gatehouse.aws.BoundaryServer.id;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.List;

/// The scenes of the four operations of a sign-in: with a password, and with a new password that
/// replaces a temporary one, which is set before each call.
final class BoundarySignInScenes {
  private static final String PASSWORD = "Correct-Horse-1";
  private static final String[] TOKENS = {"AccessToken", "IdToken", "RefreshToken"};

  private final BoundaryServer server;
  private final String pool;
  private final String client;

  private BoundarySignInScenes(BoundaryServer server) {
    this.server = server;
    pool = id(server.pool("{'PoolName':'sign-in'}"));
    client =
        server
            .client(
                "{'UserPoolId':'%s','ClientName':'c','ExplicitAuthFlows':["
                    + "'ALLOW_USER_PASSWORD_AUTH','ALLOW_ADMIN_USER_PASSWORD_AUTH',"
                    + "'ALLOW_USER_SRP_AUTH','ALLOW_REFRESH_TOKEN_AUTH']}",
                pool)
            .string("ClientId")
            .orElseThrow();
    for (var name : List.of("jane", "john")) {
      server.cognito(
          "AdminCreateUser",
          json("{'UserPoolId':'%s','Username':'%s','MessageAction':'SUPPRESS'}", pool, name));
      setPassword(name, true);
    }
  }

  static List<BoundaryScene> of(BoundaryServer server) {
    var all = new BoundarySignInScenes(server);
    return List.of(
        all.start("InitiateAuth", "USER_PASSWORD_AUTH", json("{}")),
        all.start("AdminInitiateAuth", "ADMIN_USER_PASSWORD_AUTH", all.inPool()),
        all.answer("RespondToAuthChallenge", json("{}")),
        all.answer("AdminRespondToAuthChallenge", all.inPool()));
  }

  private JsonObject inPool() {
    return json("{'UserPoolId':'%s'}", pool);
  }

  private void setPassword(String name, boolean permanent) {
    server.cognito(
        "AdminSetUserPassword",
        json(
            "{'UserPoolId':'%s','Username':'%s','Password':'%s','Permanent':%s}",
            pool, name, PASSWORD, permanent));
  }

  private JsonObject signIn(String flow, String name) {
    return json(
        "{'ClientId':'%s','AuthFlow':'%s','AuthParameters':{'USERNAME':'%s','PASSWORD':'%s'}}",
        client, flow, name, PASSWORD);
  }

  private static JsonObject tokens() {
    return json(
        "{'ChallengeParameters':{},'AuthenticationResult':{'AccessToken':'a','ExpiresIn':3600,"
            + "'TokenType':'Bearer','RefreshToken':'a','IdToken':'a'}}");
  }

  private BoundaryScene start(String operation, String flow, JsonObject more) {
    return BoundaryScene.of(operation, merged(signIn(flow, "jane"), more), always(tokens()))
        .made(TOKENS);
  }

  private BoundaryScene answer(String operation, JsonObject more) {
    var base =
        json(
            "{'ClientId':'%s','ChallengeName':'NEW_PASSWORD_REQUIRED','Session':'%s',"
                + "'ChallengeResponses':{'USERNAME':'john','NEW_PASSWORD':'%s'}}",
            client, "a".repeat(20), PASSWORD);
    return BoundaryScene.of(operation, merged(base, more), always(tokens()))
        .before(request -> with(request, "Session", JsonValue.of(session())))
        .made(TOKENS);
  }

  /// Of a user who is asked for a new password.
  private String session() {
    setPassword("john", false);
    return server
        .cognito("InitiateAuth", signIn("USER_PASSWORD_AUTH", "john"))
        .string("Session")
        .orElseThrow();
  }
}
