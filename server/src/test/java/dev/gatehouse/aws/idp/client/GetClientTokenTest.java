package dev.gatehouse.aws.idp.client;

import static dev.gatehouse.aws.idp.client.ClientApi.id;
import static dev.gatehouse.aws.idp.client.ClientApi.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetClientTokenTest {
  private static final String SETTINGS =
      ",'GenerateSecret':true,'ExplicitAuthFlows':['ALLOW_CLIENT_TOKEN_AUTH'],"
          + "'AllowedOAuthScopes':['transactions/get','transactions/post']";
  private static final String WRONG = "NotAuthorizedException: Invalid client or secret";

  @TempDir static Path folder;
  private static ClientApi api;
  private static String pool;
  private JsonObject client;

  @BeforeAll
  static void open() {
    api = ClientApi.withKeys(folder);
    pool = api.createMachinePool();
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @BeforeEach
  void createClient() {
    client = api.createClient(pool, SETTINGS);
    api.wrongSecrets().noted.clear();
    api.wrongSecrets().room = Integer.MAX_VALUE;
  }

  @Test
  @DisplayName("AC-48: a token without a domain and without OAuth flows, in the order of the model")
  void ac_48_issues_a_token() {
    var answer = token(id(client), secret(client), "");

    var accessToken = accessToken(answer);
    assertThat(answer)
        .isEqualTo(
            "{\"ClientAuthenticationResult\":{\"AccessToken\":\""
                + accessToken
                + "\",\"ExpiresIn\":3600,\"TokenType\":\"Bearer\"}}");
    var claims = claims(accessToken);
    assertThat(claims.string("scope")).hasValue("transactions/get transactions/post");
    assertThat(claims.string("client_id")).hasValue(id(client));
    assertThat(claims.string("iss")).hasValue("http://localhost:9229/" + pool);
    assertThat(claims.string("token_use")).hasValue("access");
  }

  @Test
  void tk_24_tk_28_grants_the_scopes_that_are_asked_for_and_still_exist() {
    var server = "{'UserPoolId':'%s','Identifier':'orders','Name':'n','Scopes':[%s]}";
    var get = "{\"ScopeName\":\"get\",\"ScopeDescription\":\"d\"}";
    api.call("CreateResourceServer", server, pool, get + "," + get.replace("get", "post"));
    client = api.createClient(pool, SETTINGS.replace("transactions/", "orders/"));
    assertThat(scope(",'Scopes':['orders/post']")).isEqualTo("orders/post");
    assertThat(scope("")).isEqualTo("orders/get orders/post");

    api.call("UpdateResourceServer", server, pool, get);

    assertThat(scope("")).isEqualTo("orders/get");
    assertThat(scope(",'Scopes':['orders/post','orders/get']")).isEqualTo("orders/get");
  }

  @Test
  void tk_25_refuses_a_scope_that_the_client_does_not_have() {
    assertThat(refusal(id(client), secret(client), ",'Scopes':['transactions/put']"))
        .isEqualTo("InvalidParameterException: Invalid scope requested.");
    assertThat(refusal(id(client), secret(client), ",'Scopes':['openid']"))
        .isEqualTo("InvalidParameterException: Invalid scope requested.");
  }

  @Test
  void takes_either_of_two_secrets_until_one_is_deleted() {
    api.call(
        "AddUserPoolClientSecret",
        "{'UserPoolId':'%s','ClientId':'%s','ClientSecret':'a_secret_of_24_characters'}",
        pool,
        id(client));
    token(id(client), secret(client), "");
    token(id(client), "a_secret_of_24_characters", "");
    api.call(
        "DeleteUserPoolClientSecret",
        "{'UserPoolId':'%s','ClientId':'%s','ClientSecretId':'%s--1767323045'}",
        pool,
        id(client),
        id(client));

    assertThat(refusal(id(client), secret(client), "")).isEqualTo(WRONG);
    token(id(client), "a_secret_of_24_characters", "");
  }

  @Test
  @DisplayName("TE-02: unknown client, public client, wrong or short secret: one answer")
  void te_02_says_nothing_of_which_clients_exist() {
    var open = id(api.createClient(pool, ""));

    assertThat(refusal(id(client), "wrong", "")).isEqualTo(WRONG);
    assertThat(refusal(id(client), secret(client) + "0", "")).isEqualTo(WRONG);
    assertThat(refusal("unknown", secret(client), "")).isEqualTo(WRONG);
    assertThat(refusal(open, secret(client), "")).isEqualTo(WRONG);
    for (var id : new String[] {id(client), open, "unknown"}) {
      assertThat(refusal(id, "no secret", "")).isEqualTo(WRONG);
    }
    assertThat(api.wrongSecrets().noted)
        .containsExactly(
            id(client) + " 127.0.0.1",
            id(client) + " 127.0.0.1",
            "unknown 127.0.0.1",
            open + " 127.0.0.1",
            id(client) + " 127.0.0.1",
            open + " 127.0.0.1",
            "unknown 127.0.0.1");
  }

  @Test
  @DisplayName("TE-24: with too many wrong secrets even the right one is refused, and not compared")
  void te_24_refuses_after_too_many_wrong_secrets() {
    api.wrongSecrets().room = 1;
    assertThat(refusal(id(client), "wrong", "")).isEqualTo(WRONG);

    assertThat(refusal(id(client), secret(client), "")).isEqualTo(WRONG);
    assertThat(api.wrongSecrets().noted).hasSize(1);
  }

  @Test
  void ac_48_refuses_a_client_with_another_flow() {
    for (var flows : new String[] {"", ",'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH']"}) {
      var other =
          api.createClient(
              pool,
              ",'GenerateSecret':true,'AllowedOAuthFlows':['client_credentials'],"
                  + "'AllowedOAuthScopes':['transactions/get'],"
                  + "'AllowedOAuthFlowsUserPoolClient':true"
                  + flows);
      assertThat(refusal(id(other), secret(other), ""))
          .isEqualTo("NotAuthorizedException: Client is not authorized for this flow.");
    }
    assertThat(api.wrongSecrets().noted).isEmpty();
  }

  @Test
  @DisplayName("AP-08, SV: hostile members; the secret is never quoted")
  void ap_08_refuses_a_hostile_client_id_and_quotes_no_secret() {
    assertThat(refusal("a'--", "", ""))
        .isEqualTo(
            "InvalidParameterException: 2 validation errors detected: Value at 'clientId' failed to"
                + " satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+;"
                + " Value at 'secret' failed to satisfy constraint: Member must have length greater"
                + " than or equal to 1");
  }

  private String token(String clientId, String secret, String members) {
    return api.call("GetClientToken", request(clientId, secret, members));
  }

  private String refusal(String clientId, String secret, String members) {
    return api.refusal("GetClientToken", request(clientId, secret, members));
  }

  private static String request(String clientId, String secret, String members) {
    return "{'ClientId':'"
        + clientId.replace("'", "\\u0027")
        + "','Secret':'"
        + secret
        + "'"
        + members
        + "}";
  }

  private String scope(String members) {
    return claims(accessToken(token(id(client), secret(client), members)))
        .string("scope")
        .orElseThrow();
  }

  private static String accessToken(String answer) {
    return Json.parseObject(answer)
        .object("ClientAuthenticationResult")
        .flatMap(result -> result.string("AccessToken"))
        .orElseThrow();
  }

  private static JsonObject claims(String jwt) {
    var payload = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]);
    return Json.parseObject(new String(payload, StandardCharsets.UTF_8));
  }
}
