package dev.gatehouse.aws;

import static dev.gatehouse.aws.BoundaryScene.json;
import static dev.gatehouse.aws.BoundaryServer.NOTHING;

import java.util.List;

/// The scenes of the operations on tokens of users: without a sign-in every token is refused, and
/// one that is to be revoked is nothing to do; their members are checked before.
final class BoundaryTokenScenes {
  private static final String REFUSED = "NotAuthorizedException";

  private BoundaryTokenScenes() {}

  static List<BoundaryScene> of(BoundaryServer server) {
    var client =
        server
            .client("{'UserPoolId':'%s','ClientName':'tokens'}", server.changing())
            .string("ClientId")
            .orElseThrow();
    return List.of(
        BoundaryScene.refused(
            "GetTokensFromRefreshToken",
            json("{'RefreshToken':'a','ClientId':'%s'}", client),
            REFUSED,
            "Invalid Refresh Token"),
        BoundaryScene.of("RevokeToken", json("{'Token':'a','ClientId':'%s'}", client), NOTHING),
        BoundaryScene.refused(
            "GlobalSignOut", json("{'AccessToken':'a'}"), REFUSED, "Invalid Access Token"));
  }
}
