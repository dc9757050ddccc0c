package dev.gatehouse.aws;

import static dev.gatehouse.aws.BoundaryScene.json;
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

/// The scenes of the operations on user pools.
final class BoundaryPoolScenes {
  private final BoundaryServer server;
  private final List<BoundaryScene> scenes = new ArrayList<>();

  private BoundaryPoolScenes(BoundaryServer server) {
    this.server = server;
  }

  static List<BoundaryScene> of(BoundaryServer server) {
    var all = new BoundaryPoolScenes(server);
    all.pools();
    all.listPools();
    all.poolSettings();
    return all.scenes;
  }

  private void pools() {
    var plain = server.pool("{'PoolName':'plain'}");
    var settings =
        "'AutoVerifiedAttributes':['email','phone_number'],'UserPoolTier':'PLUS',"
            + "'EmailConfiguration':{'EmailSendingAccount':'DEVELOPER',"
            + "'SourceArn':'arn:aws:ses:us-east-1:000000000000:identity/a'},"
            + "'SmsConfiguration':{'SnsCallerArn':'%s'}";
    scenes.add(
        BoundaryScene.of(
                "CreateUserPool",
                json(
                    "{'PoolName':'a',"
                        + settings
                        + ",'Schema':[{'Name':'z','AttributeDataType':'String'}]}",
                    ROLE),
                request -> wrapped("UserPool", BoundaryAnswers.pool(plain, request)))
            .made("Id", "Arn")
            .after((_, answer) -> server.addSpare(answer.object("UserPool").orElseThrow())));
    var base = json("{'UserPoolId':'%s'}", server.quiet());
    // The scenes of users have made two there.
    var described = with(server.quietPool(), "EstimatedNumberOfUsers", JsonValue.of(2));
    scenes.add(BoundaryScene.of("DescribeUserPool", base, always(wrapped("UserPool", described))));
    scenes.add(
        BoundaryScene.of(
            "UpdateUserPool",
            json("{'UserPoolId':'%s'," + settings + "}", server.changing(), ROLE),
            NOTHING));
    scenes.add(BoundaryScene.of("DeleteUserPool", base, NOTHING).before(this::inSpare));
  }

  private void listPools() {
    var create = ApiModel.shared().find(ApiService.USER_POOLS, "CreateUserPool").orElseThrow();
    var pools = new ArrayList<JsonObject>();
    for (int i = 0; i < 2; i++) {
      var answer =
          server.call(BoundaryServer.OTHER_REGION, create, "{\"PoolName\":\"listed\"}").json();
      pools.add(answer.object("UserPool").orElseThrow());
    }
    pools.sort((a, b) -> BoundaryServer.id(a).compareTo(BoundaryServer.id(b)));
    var views = new ArrayList<JsonValue>();
    for (var pool : pools) {
      var view = JsonValue.object();
      for (var name : List.of("Id", "Name", "LambdaConfig", "LastModifiedDate", "CreationDate")) {
        view.put(name, pool.member(name).orElseThrow());
      }
      views.add(view.build());
    }
    scenes.add(page("ListUserPools", json("{'MaxResults':1}"), "UserPools", views));
  }

  private JsonObject inSpare(JsonObject request) {
    return with(request, "UserPoolId", JsonValue.of(server.spare()));
  }

  private void poolSettings() {
    var attribute = "'CustomAttributes':[{'Name':'b','AttributeDataType':'String'}]";
    var here = json("{'UserPoolId':'%s'}", server.quiet());
    scenes.add(
        BoundaryScene.of(
                "AddCustomAttributes",
                json("{'UserPoolId':'%s'," + attribute + "}", server.quiet()),
                NOTHING)
            .before(this::inSpare));
    scenes.add(
        BoundaryScene.of("GetUserPoolMfaConfig", here, always(json("{'MfaConfiguration':'OFF'}"))));
    var factors =
        "'SmsMfaConfiguration':{'SmsConfiguration':{'SnsCallerArn':'%s'}},"
            + "'SoftwareTokenMfaConfiguration':{'Enabled':true},'MfaConfiguration':'OPTIONAL',"
            + "'WebAuthnConfiguration':{'RelyingPartyId':'a','UserVerification':'preferred'}";
    scenes.add(
        BoundaryScene.of(
            "SetUserPoolMfaConfig",
            json("{'UserPoolId':'%s'," + factors + "}", server.changing(), ROLE),
            request -> without(request, "UserPoolId")));
    var arn = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/";
    scenes.add(
        BoundaryScene.of(
            "TagResource",
            json("{'ResourceArn':'%s','Tags':{'a':'b'}}", arn + server.changing()),
            NOTHING));
    scenes.add(
        BoundaryScene.of(
            "UntagResource",
            json("{'ResourceArn':'%s','TagKeys':['a']}", arn + server.changing()),
            NOTHING));
    scenes.add(
        BoundaryScene.of(
            "ListTagsForResource",
            json("{'ResourceArn':'%s'}", arn + server.quiet()),
            always(json("{'Tags':{'a':'b'}}"))));
  }
}
