package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// AP-16: what a call for one pool answers about an object of another pool is, header fields and
/// all, what it answers about one that exists nowhere.
class ForeignObjectsWireTest {
  private static final String UNKNOWN_CLIENT = "7jrtvn48s6tn6g0u8mnppisg8o";
  private static final String UNKNOWN_POOL = "us-east-1_unknown00";
  private static final String FAR_POOL = "eu-west-1_unknown00";

  private static WireApi api;
  private static String other;
  private static String client;
  private static String secretId;
  private static String far;

  @BeforeAll
  static void start() {
    api = new WireApi(TestServer.strict("regions=us-east-1,eu-west-1"));
    other = new WireApi(api.server).pool;
    var made =
        call(
            "CreateUserPoolClient",
            "{'UserPoolId':'%s','ClientName':'c','GenerateSecret':true}".formatted(other));
    client = made.object("UserPoolClient").flatMap(c -> c.string("ClientId")).orElseThrow();
    var secrets =
        call(
            "ListUserPoolClientSecrets",
            "{'UserPoolId':'%s','ClientId':'%s'}".formatted(other, client));
    secretId = Json.text(secrets).replaceFirst(".*\"ClientSecretId\":\"([^\"]+)\".*", "$1");
    call(
        "CreateResourceServer",
        "{'UserPoolId':'%s','Identifier':'theirs','Name':'n'}".formatted(other));
    call("CreateGroup", "{'UserPoolId':'%s','GroupName':'theirs'}".formatted(other));
    call(
        "AdminCreateUser",
        "{'UserPoolId':'%s','Username':'theirs','MessageAction':'SUPPRESS'}".formatted(other));
    call("CreateUserPoolDomain", "{'UserPoolId':'%s','Domain':'theirs'}".formatted(other));
    var answer =
        api.answer(
            api.draft("CreateUserPool", "{\"PoolName\":\"far\"}")
                .sign(api.signing().in("eu-west-1")));
    far =
        Json.parseObject(answer.substring(4))
            .object("UserPool")
            .flatMap(p -> p.string("Id"))
            .orElseThrow();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonObject call(String operation, String body) {
    return api.server.cognito(operation, body.replace('\'', '"'));
  }

  /// The whole answer, with what the request said and what differs from answer to answer taken out.
  private static String answer(String operation, String body, String named) {
    var draft = api.draft(operation, body.replace('\'', '"')).sign(api.signing());
    return api.send(draft, "Content-Length: " + draft.body.length, draft.body)
        .replace(named, "NAMED")
        .replaceAll("(?i)(x-amzn-RequestId|Date|Content-Length): [^\r]*", "$1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeUserPoolClient",
        "UpdateUserPoolClient",
        "DeleteUserPoolClient",
        "AddUserPoolClientSecret",
        "ListUserPoolClientSecrets",
        "DeleteUserPoolClientSecret"
      })
  void ap_16_a_client_of_another_pool_is_answered_like_none(String operation) {
    var body = "{'UserPoolId':'" + api.pool + "','ClientId':'%s','ClientSecretId':'%s'}";
    var foreign = answer(operation, body.formatted(client, secretId), client);
    assertThat(foreign)
        .startsWith("HTTP/1.1 400 ")
        .isEqualTo(answer(operation, body.formatted(UNKNOWN_CLIENT, "no-secret"), UNKNOWN_CLIENT));
    var there = "{\"UserPoolId\":\"" + other + "\",\"ClientId\":\"" + client + "\"}";
    assertThat(Json.text(api.server.cognito("DescribeUserPoolClient", there)))
        .as("it is still there")
        .contains(client);
  }

  @ParameterizedTest
  @CsvSource({
    "DescribeResourceServer, Identifier",
    "UpdateResourceServer, Identifier",
    "DeleteResourceServer, Identifier",
    "GetGroup, GroupName",
    "UpdateGroup, GroupName",
    "DeleteGroup, GroupName",
    "ListUsersInGroup, GroupName",
    "UpdateUserPoolDomain, Domain",
    "DeleteUserPoolDomain, Domain"
  })
  void ap_16_a_resource_server_group_or_domain_of_another_pool_is_answered_like_none(
      String operation, String member) {
    var body =
        "{'UserPoolId':'"
            + api.pool
            + "','"
            + member
            + "':'%s','Name':'n','CustomDomainConfig':{'CertificateArn':"
            + "'arn:aws:acm:us-east-1:123456789012:certificate/a'}}";
    assertThat(answer(operation, body.formatted("theirs"), "theirs"))
        .startsWith("HTTP/1.1 400 ")
        .isEqualTo(answer(operation, body.formatted("nobodys"), "nobodys"));
    assertThat(Json.text(call("DescribeUserPoolDomain", "{'Domain':'theirs'}"))).contains(other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AdminGetUser",
        "AdminUpdateUserAttributes",
        "AdminDeleteUserAttributes",
        "AdminDisableUser",
        "AdminEnableUser",
        "AdminUserGlobalSignOut",
        "AdminDeleteUser",
        "AdminSetUserPassword",
        "AdminResetUserPassword",
        "AdminConfirmSignUp",
        "AdminAddUserToGroup",
        "AdminRemoveUserFromGroup",
        "AdminListGroupsForUser"
      })
  void ap_16_mt_02_a_user_of_another_pool_is_answered_like_none(String operation) {
    var body =
        "{'UserPoolId':'"
            + api.pool
            + "','Username':'%s','GroupName':'g','Password':'Correct-horse-1',"
            + "'UserAttributes':[],'UserAttributeNames':[]}";
    assertThat(answer(operation, body.formatted("theirs"), "theirs"))
        .startsWith("HTTP/1.1 400 ")
        .contains("UserNotFoundException")
        .isEqualTo(answer(operation, body.formatted("nobodys"), "nobodys"));
    var there = "{\"UserPoolId\":\"" + other + "\",\"Username\":\"theirs\"}";
    assertThat(Json.text(api.server.cognito("AdminGetUser", there)))
        .as("it is still there")
        .contains("\"Enabled\":true", "FORCE_CHANGE_PASSWORD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeUserPool",
        "DeleteUserPool",
        "UpdateUserPool",
        "GetUserPoolMfaConfig",
        "AdminCreateUser",
        "AdminGetUser",
        "AdminUpdateUserAttributes",
        "AdminDeleteUserAttributes",
        "AdminDisableUser",
        "AdminEnableUser",
        "AdminUserGlobalSignOut",
        "AdminDeleteUser",
        "AdminSetUserPassword",
        "AdminResetUserPassword",
        "AdminConfirmSignUp",
        "AdminAddUserToGroup",
        "AdminRemoveUserFromGroup",
        "AdminListGroupsForUser",
        "AdminLinkProviderForUser",
        "AdminDisableProviderForUser",
        "ListUsers",
        "ListUsersInGroup",
        "ListUserPoolClients",
        "ListResourceServers",
        "ListGroups",
        "CreateGroup",
        "CreateUserPoolClient",
        "CreateResourceServer",
        "CreateUserPoolDomain",
        "AddCustomAttributes"
      })
  void ap_16_mt_01_a_pool_of_another_region_is_answered_like_none(String operation) {
    var body =
        "{'UserPoolId':'%s','ClientName':'c','Identifier':'i','Name':'n','Domain':'d',"
            + "'CustomAttributes':[{'Name':'a'}],'GroupName':'g','Username':'u',"
            + "'UserAttributes':[],'UserAttributeNames':[],'Password':'Correct-horse-1',"
            + "'DestinationUser':{},'SourceUser':{},'User':{}}";
    var unknown = answer(operation, body.formatted(UNKNOWN_POOL), UNKNOWN_POOL);
    assertThat(unknown).startsWith("HTTP/1.1 400 ").contains("ResourceNotFoundException");
    assertThat(answer(operation, body.formatted(far), far)).isEqualTo(unknown);
    assertThat(answer(operation, body.formatted(FAR_POOL), FAR_POOL)).isEqualTo(unknown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ConfirmSignUp",
        "ResendConfirmationCode",
        "ForgotPassword",
        "ConfirmForgotPassword"
      })
  void mt_02_a_client_finds_no_user_of_another_pool(String operation) {
    var own =
        call("CreateUserPoolClient", "{'UserPoolId':'" + api.pool + "','ClientName':'c'}")
            .object("UserPoolClient")
            .flatMap(made -> made.string("ClientId"))
            .orElseThrow();
    var body =
        "{'ClientId':'"
            + own
            + "','Username':'%s','ConfirmationCode':'123456','Password':'Correct-horse-1'}";
    assertThat(answer(operation, body.formatted("theirs"), "theirs"))
        .startsWith("HTTP/1.1 400 ")
        .contains("UserNotFoundException")
        .isEqualTo(answer(operation, body.formatted("nobodys"), "nobodys"));
  }
}
