package dev.gatehouse.aws;

import static dev.gatehouse.aws.BoundaryScene.json;
import static dev.gatehouse.aws.BoundaryScene.with;
import static dev.gatehouse.aws.BoundaryScene.without;
import static dev.gatehouse.aws.BoundaryServer.NOTHING;
import static dev.gatehouse.aws.BoundaryServer.always;
import static dev.gatehouse.aws.BoundaryServer.wrapped;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The scenes of domains and of the extension API.
final class BoundaryExtensionScenes {
  /// When everything was created: the clock stands still.
  private static final JsonNumber START = new JsonNumber(new BigDecimal("1767323045.678"));

  private final BoundaryServer server;
  private final List<BoundaryScene> scenes = new ArrayList<>();

  private BoundaryExtensionScenes(BoundaryServer server) {
    this.server = server;
  }

  static List<BoundaryScene> of(BoundaryServer server) {
    var all = new BoundaryExtensionScenes(server);
    all.domains();
    all.accessKeys();
    all.attributes();
    all.signingKeys();
    all.messages();
    all.administrators();
    all.users();
    all.logs();
    return all.scenes;
  }

  private void domains() {
    domains("", json("{'Domain':'a','UserPoolId':'%s','ManagedLoginVersion':1}", server.busy()));
    domains(
        " (custom)",
        json(
            "{'Domain':'a.example.com','UserPoolId':'%s','CustomDomainConfig':"
                + "{'CertificateArn':'arn:aws:acm:us-east-1:000000000000:certificate/a'}}",
            server.busy()));
    server.cognito(
        "CreateUserPoolDomain", json("{'Domain':'b','UserPoolId':'%s'}", server.changing()));
    var description =
        json(
            "{'UserPoolId':'%s','AWSAccountId':'000000000000','Domain':'b',"
                + "'S3Bucket':'aws-cognito-prod-iad-assets','CloudFrontDistribution':'',"
                + "'Version':'20260102030405','Status':'ACTIVE','CustomDomainConfig':{},"
                + "'ManagedLoginVersion':1}",
            server.changing());
    scenes.add(
        BoundaryScene.of(
            "DescribeUserPoolDomain",
            json("{'Domain':'b'}"),
            request ->
                wrapped(
                    "DomainDescription",
                    request.string("Domain").equals(Optional.of("b")) ? description : json("{}"))));
  }

  private void domains(String kind, JsonObject base) {
    scenes.add(
        BoundaryScene.of("CreateUserPoolDomain" + kind, base, BoundaryExtensionScenes::domain)
            .after((request, _) -> server.cognito("DeleteUserPoolDomain", domainName(request))));
    scenes.add(
        BoundaryScene.of("UpdateUserPoolDomain" + kind, base, BoundaryExtensionScenes::domain)
            .before(request -> {
              server.cognito(
                  "CreateUserPoolDomain", BoundaryScene.merged(base, domainName(request)));
              return request;
            })
            .after((request, _) -> server.cognito("DeleteUserPoolDomain", domainName(request))));
    scenes.add(
        BoundaryScene.of("DeleteUserPoolDomain" + kind, domainName(base), NOTHING)
            .before(request -> {
              server.cognito("CreateUserPoolDomain", BoundaryScene.merged(base, request));
              return request;
            }));
  }

  private static JsonObject domainName(JsonObject request) {
    return without(request, "CustomDomainConfig", "ManagedLoginVersion", "Routing");
  }

  /// What Create and Update answer (DO-08, DO-09).
  private static JsonObject domain(JsonObject request) {
    var answer = without(request, "Domain", "UserPoolId", "CustomDomainConfig");
    return request.member("CustomDomainConfig").isPresent()
        ? with(answer, "CloudFrontDomain", JsonValue.of("gatehouse-placeholder.cloudfront.net"))
        : answer;
  }

  private void accessKeys() {
    var policy =
        "'Policy':{'Statements':[{'Actions':['cognito-idp:ListUserPools'],'Pools':['*']}]}";
    scenes.add(
        BoundaryScene.of(
                "CreateAccessKey",
                json("{'Description':'a'," + policy + "}"),
                BoundaryExtensionScenes::accessKey)
            .made("AccessKeyId", "SecretAccessKey")
            .after((_, answer) -> delete(answer.object("AccessKey").orElseThrow())));
    scenes.add(
        BoundaryScene.of(
                "CreateTemporaryCredentials", json("{'DurationSeconds':900}"), this::credentials)
            .made("AccessKeyId", "SecretAccessKey", "SessionToken")
            .after((_, answer) -> delete(answer.object("Credentials").orElseThrow())));
    var key = server.extension("CreateAccessKey", json("{}")).object("AccessKey").orElseThrow();
    scenes.add(
        BoundaryScene.of(
            "SetAccessKeyStatus", with(keyId(key), "Status", JsonValue.of("Active")), NOTHING));
    scenes.add(
        BoundaryScene.of("DeleteAccessKey", keyId(key), NOTHING)
            .before(_ ->
                keyId(
                    server
                        .extension("CreateAccessKey", json("{}"))
                        .object("AccessKey")
                        .orElseThrow())));
  }

  private void delete(JsonObject key) {
    server.extension("DeleteAccessKey", keyId(key));
  }

  private static JsonObject keyId(JsonObject key) {
    return wrapped("AccessKeyId", key.member("AccessKeyId").orElseThrow());
  }

  private static JsonObject accessKey(JsonObject request) {
    var rest = json("{'AccessKeyId':'made','SecretAccessKey':'made','Status':'Active'}");
    var dated = with(rest, "CreateDate", START);
    return wrapped("AccessKey", BoundaryScene.merged(dated, request));
  }

  private JsonObject credentials(JsonObject request) {
    var expiration = request.number("DurationSeconds").orElseThrow().add(START.value());
    var rest = json("{'AccessKeyId':'made','SecretAccessKey':'made','SessionToken':'made'}");
    return wrapped("Credentials", with(rest, "Expiration", new JsonNumber(expiration)));
  }

  private void attributes() {
    var client = server.client("{'UserPoolId':'%s','ClientName':'attributes'}", server.changing());
    var ids =
        JsonValue.object()
            .put("UserPoolId", server.changing())
            .put("ClientId", client.member("ClientId").orElseThrow())
            .build();
    var none = BoundaryScene.merged(json("{'Claims':{},'Audience':[]}"), ids);
    scenes.add(
        BoundaryScene.of("GetClientAttributes", ids, always(wrapped("ClientAttributes", none))));
    scenes.add(
        BoundaryScene.of(
            "SetClientAttributes",
            ids,
            request -> wrapped("ClientAttributes", BoundaryScene.merged(none, request))));
  }

  private void signingKeys() {
    var pool = json("{'UserPoolId':'%s'}", server.quiet());
    var keys = server.extension("ListSigningKeys", pool);
    scenes.add(BoundaryScene.of("ListSigningKeys", pool, always(keys)));
    scenes.add(
        BoundaryScene.of(
                "RotateSigningKeys",
                pool,
                request ->
                    server.extension(
                        "ListSigningKeys",
                        wrapped("UserPoolId", request.member("UserPoolId").orElseThrow())))
            .before(request -> with(request, "UserPoolId", JsonValue.of(server.spare()))));
  }

  private void users() {
    scenes.add(
        BoundaryScene.of(
            "SearchUsers",
            // The shortest text is a letter that the sub of a user may have.
            json("{'UserPoolId':'%s','Text':'nobody'}", server.spare()),
            always(json("{'Users':[],'Examined':0}"))));
  }

  private void logs() {
    scenes.add(
        BoundaryScene.of(
                "ListRequests",
                json("{'UserPoolId':'%s','ClientId':'nobody','Limit':1}", server.quiet()),
                always(json("{'Node':'a','Recording':true,'Requests':[]}")))
            .made("Node"));
    scenes.add(
        BoundaryScene.of(
            "ListAuditEvents",
            json("{'EventName':'Nothing','Actor':'nobody','Limit':1}"),
            always(json("{'Events':[]}"))));
    history();
  }

  private void history() {
    var client = server.client("{'UserPoolId':'%s','ClientName':'history'}", server.changing());
    var id = client.string("ClientId").orElseThrow();
    scenes.add(
        BoundaryScene.of(
            "GetMetricHistory",
            json("{'UserPoolId':'%s','ClientId':'%s','Range':'1h'}", server.changing(), id),
            BoundaryExtensionScenes::noHistory));
    scenes.add(
        BoundaryScene.of(
            "ListClientUsage",
            json("{'UserPoolId':'%s','Range':'1h','Limit':1}", server.spare()),
            request ->
                BoundaryScene.merged(
                    json("{'Recording':true,'Clients':[]}"),
                    wrapped("Range", request.member("Range").orElseThrow()))));
  }

  /// Of a client that has done nothing: hours, whatever the range.
  private static JsonObject noHistory(JsonObject request) {
    var range = request.string("Range").orElseThrow();
    var from =
        switch (range) {
          case "1h" -> "1767322800.000";
          case "24h" -> "1767240000.000";
          default -> "1766721600.000";
        };
    return json(
        "{'Recording':true,'Range':'%s','PeriodSeconds':3600,'From':%s,'To':1767323045.678,"
            + "'Total':{'Tokens':{},'SignIns':{'Succeeded':0,'Failed':0},'Errors':{}},'Points':[]}",
        range, from);
  }

  private void messages() {
    var nobody = json("{'UserPoolId':'%s','To':'nobody@example.com'}", server.quiet());
    scenes.add(
        BoundaryScene.of(
            "ListMessages",
            with(nobody, "Limit", JsonValue.of(1)),
            always(json("{'Messages':[]}"))));
    scenes.add(
        BoundaryScene.of(
            "CountMessages",
            json(
                "{'UserPoolId':'%s','After':'00000000-0000-0000-0000-000000000000'}",
                server.quiet()),
            always(json("{'Count':0}"))));
    scenes.add(BoundaryScene.of("DeleteMessages", nobody, always(json("{'Deleted':0}"))));
  }

  private void administrators() {
    server.extension("CreateAdministrator", json("{'Name':'first','Role':'Administrator'}"));
    var named = json("{'Name':'kept'}");
    var role = json("{'Name':'made','Role':'Support','Pools':['us-east-1_A']}");
    scenes.add(
        BoundaryScene.of("CreateAdministrator", role, BoundaryExtensionScenes::made)
            .made("SetUpLink")
            .after((request, _) -> server.extension("DeleteAdministrator", name(request))));
    scenes.add(
        BoundaryScene.of(
                "UpdateAdministrator", role, request -> without(made(request), "SetUpLink"))
            .before(request -> {
              server.extension(
                  "CreateAdministrator", with(name(request), "Role", JsonValue.of("ReadOnly")));
              return request;
            })
            .after((request, _) -> server.extension("DeleteAdministrator", name(request))));
    for (var operation : List.of("ResetAdministrator", "CreateSetUpLink")) {
      scenes.add(
          BoundaryScene.of(operation, named, always(json("{'SetUpLink':'…'}")))
              .made("SetUpLink")
              .before(request -> made(request, "Support"))
              .after((request, _) -> server.extension("DeleteAdministrator", name(request))));
    }
    scenes.add(
        BoundaryScene.of("EndAdministratorSessions", named, NOTHING)
            .before(request -> made(request, "Support"))
            .after((request, _) -> server.extension("DeleteAdministrator", name(request))));
    scenes.add(
        BoundaryScene.of("DeleteAdministrator", named, NOTHING)
            .before(request -> made(request, "Support")));
    var nobody =
        "Only somebody who is signed in to the console has a password and a second factor.";
    scenes.add(
        BoundaryScene.refused(
            "ChangeOwnPassword",
            json("{'OldPassword':'a','NewPassword':'b'}"),
            "NotAuthorizedException",
            nobody));
    scenes.add(
        BoundaryScene.refused(
            "SetOwnTotp",
            json("{'Enabled':true,'Code':'123456'}"),
            "NotAuthorizedException",
            nobody));
  }

  private static JsonObject name(JsonObject request) {
    return wrapped("Name", request.member("Name").orElseThrow());
  }

  /// Sees to it that somebody has the name that is probed.
  private JsonObject made(JsonObject request, String role) {
    server.extension("CreateAdministrator", with(name(request), "Role", JsonValue.of(role)));
    return request;
  }

  /// What CreateAdministrator answers.
  private static JsonObject made(JsonObject request) {
    var described =
        JsonValue.object()
            .putAll(json("{'Name':'','Role':'','Pools':[],'TotpEnabled':false}").members())
            .putAll(request.members())
            .put("Pools", JsonValue.of(new TreeSet<>(request.strings("Pools"))))
            .put("CreateDate", START)
            .put("Sessions", 0)
            .put("SetUpPending", true);
    return JsonValue.object().put("Administrator", described.build()).put("SetUpLink", "…").build();
  }
}
