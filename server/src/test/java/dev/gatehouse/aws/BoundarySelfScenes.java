package dev.gatehouse.aws;

import static dev.gatehouse.aws.BoundaryScene.json;
import static dev.gatehouse.aws.BoundaryScene.merged;
import static dev.gatehouse.aws.BoundaryServer.always;
import static dev.gatehouse.aws.BoundaryServer.id;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.List;

/// The scenes of the operations of users who have not signed in, and of those that codes prove. All
/// but SignUp are about users of whom they refuse everything without counting it: an hour has fewer
/// guesses and messages than there are probes.
final class BoundarySelfScenes {
  /// Takes every password, and sends codes to e-mail addresses.
  private static final String POOL =
      "{'PoolName':'self','AutoVerifiedAttributes':['email'],'Policies':{'PasswordPolicy':"
          + "{'MinimumLength':6,'RequireUppercase':false,'RequireLowercase':false,"
          + "'RequireNumbers':false,'RequireSymbols':false}}}";

  private final BoundaryServer server;
  private final String pool;
  private final String client;

  private BoundarySelfScenes(BoundaryServer server) {
    this.server = server;
    pool = id(server.pool(POOL));
    client =
        server
            .client("{'UserPoolId':'%s','ClientName':'c'}", pool)
            .string("ClientId")
            .orElseThrow();
    for (var name : List.of("confirmed", "invited")) {
      server.cognito(
          "AdminCreateUser", named(name, json("{'MessageAction':'SUPPRESS'}"), "UserPoolId", pool));
    }
    server.cognito(
        "AdminSetUserPassword",
        named("confirmed", json("{'Password':'Password1','Permanent':true}"), "UserPoolId", pool));
  }

  static List<BoundaryScene> of(BoundaryServer server) {
    var all = new BoundarySelfScenes(server);
    return List.of(
        all.signUp(),
        all.refused(
            "ConfirmSignUp",
            "confirmed",
            "{'ConfirmationCode':'1'}",
            "NotAuthorizedException",
            "User cannot be confirmed. Current status is CONFIRMED"),
        all.refused(
            "ResendConfirmationCode",
            "confirmed",
            "{}",
            "InvalidParameterException",
            "User is already confirmed."),
        all.refused(
            "ForgotPassword",
            "invited",
            "{}",
            "NotAuthorizedException",
            "User password cannot be reset in the current state."),
        all.refused(
            "ConfirmForgotPassword",
            "nobody",
            "{'ConfirmationCode':'1','Password':'Password1'}",
            "UserNotFoundException",
            "Username/client id combination not found."),
        BoundaryScene.refused(
            "AdminResetUserPassword",
            named("confirmed", json("{}"), "UserPoolId", all.pool),
            "InvalidParameterException",
            "Cannot reset password for the user as there is no registered/verified email or"
                + " phone_number"),
        own("GetUserAttributeVerificationCode", "{}"),
        own("VerifyUserAttribute", "{'Code':'1'}"));
  }

  private static JsonObject named(String name, JsonObject members, String member, String value) {
    return merged(json("{'%s':'%s','Username':'%s'}", member, value, name), members);
  }

  private BoundaryScene signUp() {
    var base =
        named(
            "a",
            json("{'Password':'Password1','UserAttributes':[{'Name':'nickname','Value':'a'}]}"),
            "ClientId",
            client);
    return BoundaryScene.of(
            "SignUp", base, always(json("{'UserConfirmed':false,'UserSub':'made'}")))
        .made("UserSub")
        .after((request, _) ->
            server.cognito(
                "AdminDeleteUser",
                JsonValue.object()
                    .put("UserPoolId", pool)
                    .put("Username", request.member("Username").orElseThrow())
                    .build()));
  }

  private BoundaryScene refused(
      String operation, String name, String members, String type, String message) {
    return BoundaryScene.refused(
        operation, named(name, json(members), "ClientId", client), type, message);
  }

  private static BoundaryScene own(String operation, String members) {
    return BoundaryScene.refused(
        operation,
        merged(json("{'AccessToken':'a','AttributeName':'email'}"), json(members)),
        "NotAuthorizedException",
        "Invalid Access Token");
  }
}
