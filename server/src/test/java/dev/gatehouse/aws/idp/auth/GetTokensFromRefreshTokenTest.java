package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.TokenApi.ALICE;
import static dev.gatehouse.aws.idp.auth.TokenApi.claims;
import static dev.gatehouse.aws.idp.auth.TokenApi.id;
import static dev.gatehouse.aws.idp.auth.TokenApi.object;
import static dev.gatehouse.aws.idp.auth.TokenApi.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.token.SignOut;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `GetTokensFromRefreshToken` over the wire (users §5.2; security checks RT-01 to RT-16).
class GetTokensFromRefreshTokenTest {
  private static final String OPERATION = "GetTokensFromRefreshToken";
  private static final String ROTATION =
      ",'RefreshTokenRotation':{'Feature':'ENABLED','RetryGracePeriodSeconds':%s}"
          + ",'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH']";
  private static final String INVALID = "NotAuthorizedException: Invalid Refresh Token";
  private static final String REVOKED = "NotAuthorizedException: Refresh Token has been revoked";
  private static final String WRONG_SECRET = "NotAuthorizedException: Invalid client or secret";
  private static final String REUSED = "RefreshTokenReuseException: Refresh Token has been reused";

  @TempDir Path folder;
  private TokenApi api;
  private String pool = "";

  @BeforeEach
  void open() {
    api = new TokenApi(folder);
    pool = api.createPool();
  }

  @AfterEach
  void close() {
    api.close();
  }

  private String client(String settings) {
    return id(api.createClient(pool, settings));
  }

  private static String request(String client, String token, String members) {
    return "{'RefreshToken':'" + token + "','ClientId':'" + client + "'" + members + "}";
  }

  private JsonObject result(String client, String token) {
    return object(api.call(OPERATION, request(client, token, "")), "AuthenticationResult");
  }

  private String next(String client, String token) {
    return result(client, token).string("RefreshToken").orElseThrow();
  }

  private String refusal(String client, String token) {
    return api.refusal(OPERATION, request(client, token, ""));
  }

  @Test
  void section_5_2_without_rotation_there_are_two_new_tokens() {
    var client =
        client(",'AccessTokenValidity':900,'TokenValidityUnits':{'AccessToken':'seconds'}");
    var tokens = api.signIn(client);
    api.clock.advance(Duration.ofSeconds(5));
    var answer = api.call(OPERATION, request(client, tokens.refresh(), ""));

    var result = object(answer, "AuthenticationResult");
    var access = result.string("AccessToken").orElseThrow();
    var id = result.string("IdToken").orElseThrow();
    assertThat(answer)
        .isEqualTo(
            "{\"AuthenticationResult\":{\"AccessToken\":\""
                + access
                + "\",\"ExpiresIn\":900,\"TokenType\":\"Bearer\",\"IdToken\":\""
                + id
                + "\"}}");
    assertThat(claims(access).string("origin_jti"))
        .contains(tokens.session().originJti().toString());
    assertThat(claims(access).number("auth_time"))
        .isEqualTo(claims(tokens.access()).number("auth_time"));
    assertThat(claims(access).string("client_id")).contains(client);
    assertThat(claims(access).string("scope")).contains("aws.cognito.signin.user.admin");
    assertThat(claims(access).string("iss")).contains("http://localhost:9229/" + pool);
    assertThat(claims(access).string("jti")).isNotEqualTo(claims(tokens.access()).string("jti"));
    assertThat(claims(id).string("email")).contains("alice@example.com");
    assertThat(claims(id).string("aud")).contains(client);
    assertThat(api.call(OPERATION, request(client, tokens.refresh(), ""))).isNotEqualTo(answer);
  }

  @Test
  void section_5_2_with_rotation_there_is_a_new_refresh_token() {
    var client = client(ROTATION.formatted(0));
    var tokens = api.signIn(client);
    var answer = api.call(OPERATION, request(client, tokens.refresh(), ""));

    var result = object(answer, "AuthenticationResult");
    assertThat(result.members().keySet())
        .containsExactly("AccessToken", "ExpiresIn", "TokenType", "RefreshToken", "IdToken");
    assertThat(result.string("RefreshToken")).isPresent().isNotEqualTo(tokens.refresh());
  }

  @Test
  void rt_01_another_client_is_refused() {
    var tokens = api.signIn(client(""));
    var confidential = api.createClient(pool, ",'GenerateSecret':true");

    assertThat(refusal(client(""), tokens.refresh())).isEqualTo(INVALID);
    assertThat(
            api.refusal(
                OPERATION,
                request(
                    id(confidential),
                    tokens.refresh(),
                    ",'ClientSecret':'" + secret(confidential) + "'")))
        .isEqualTo(INVALID);
    var elsewhere = id(api.createClient(api.createPool(), ""));
    assertThat(refusal(elsewhere, tokens.refresh())).isEqualTo(INVALID);
  }

  @Test
  void a_confidential_client_proves_itself_and_a_public_one_must_not() {
    var confidential = api.createClient(pool, ",'GenerateSecret':true");
    var token = api.signIn(id(confidential)).refresh();
    var right = ",'ClientSecret':'" + secret(confidential) + "'";
    var wrong = ",'ClientSecret':'" + secret(confidential) + "0'";

    assertThat(api.call(OPERATION, request(id(confidential), token, right))).contains("IdToken");
    assertThat(refusal(id(confidential), token)).isEqualTo(WRONG_SECRET);
    assertThat(api.refusal(OPERATION, request(id(confidential), token, wrong)))
        .isEqualTo(WRONG_SECRET);
    var open = client("");
    assertThat(api.refusal(OPERATION, request(open, api.signIn(open).refresh(), right)))
        .isEqualTo(WRONG_SECRET);
    assertThat(refusal("unknown", token))
        .isEqualTo("ResourceNotFoundException: User pool client unknown does not exist.");
  }

  @Test
  void te_24_after_too_many_wrong_secrets_the_right_one_is_refused_too() {
    var confidential = api.createClient(pool, ",'GenerateSecret':true");
    var token = api.signIn(id(confidential)).refresh();
    for (int i = 0; i < TokenApi.WRONG_SECRETS_MAX; i++) {
      var wrong = ",'ClientSecret':'" + secret(confidential) + "0'";
      assertThat(api.refusal(OPERATION, request(id(confidential), token, wrong)))
          .isEqualTo(WRONG_SECRET);
    }

    var right = ",'ClientSecret':'" + secret(confidential) + "'";
    assertThat(api.refusal(OPERATION, request(id(confidential), token, right)))
        .isEqualTo(WRONG_SECRET);
    api.clock.advance(Duration.ofMinutes(1));
    assertThat(api.call(OPERATION, request(id(confidential), token, right))).contains("IdToken");
  }

  @Test
  void rt_03_a_token_that_was_replaced_ends_the_family() {
    var client = client(ROTATION.formatted(0));
    var first = api.signIn(client).refresh();
    var second = next(client, first);

    assertThat(refusal(client, first)).isEqualTo(REUSED);
    assertThat(refusal(client, second)).isEqualTo(REVOKED);
  }

  @Test
  void rt_07_a_retry_within_the_grace_is_answered_and_beyond_refused() {
    var client = client(ROTATION.formatted(10));
    var first = api.signIn(client).refresh();
    var second = next(client, first);
    api.clock.advance(Duration.ofSeconds(9));
    assertThat(next(client, first)).isNotEmpty();
    api.clock.advance(Duration.ofSeconds(1));

    assertThat(refusal(client, first)).isEqualTo(REUSED);
    assertThat(refusal(client, second)).isEqualTo(REVOKED);
  }

  @Test
  void rt_09_rt_11_rt_12_signed_out_disabled_and_deleted_users_are_refused() {
    var client = client("");
    var token = api.signIn(client).refresh();
    var id = new UserPoolId(pool);
    var disabled = api.user(pool).withEnabled(false).next(api.env.now());
    api.write(tx -> tx.users().update(disabled));
    assertThat(refusal(client, token)).isEqualTo("NotAuthorizedException: User is disabled.");

    api.write(tx -> SignOut.everywhere(tx, id, ALICE, api.env.now()));
    api.write(tx -> tx.users().update(disabled.withEnabled(true).next(api.env.now())));
    assertThat(refusal(client, token)).isEqualTo(REVOKED);

    var last = api.signIn(client).refresh();
    api.write(tx -> tx.users().delete(id, ALICE));
    assertThat(refusal(client, last)).isEqualTo(INVALID);
  }

  @Test
  void rt_14_the_life_of_a_refresh_token_ends_by_the_clock() {
    var client =
        client(
            ",'RefreshTokenValidity':60,'TokenValidityUnits':{'RefreshToken':'minutes'}"
                + ROTATION.formatted(0));
    var token = api.signIn(client).refresh();
    api.clock.advance(Duration.ofMinutes(59));
    token = next(client, token);
    api.clock.advance(Duration.ofMinutes(1));

    assertThat(refusal(client, token))
        .isEqualTo("NotAuthorizedException: Refresh Token has expired");
  }

  @Test
  void rt_15_what_is_no_refresh_token_is_refused() {
    var client = client("");
    var tokens = api.signIn(client);
    for (var other : new String[] {tokens.refresh() + "A", tokens.access(), tokens.id(), "x"}) {
      assertThat(refusal(client, other)).isEqualTo(INVALID);
    }
    assertThat(refusal(client, "{}"))
        .isEqualTo(
            "InvalidParameterException: 1 validation error detected: Value at 'refreshToken' failed"
                + " to satisfy constraint: Member must satisfy regular expression pattern:"
                + " [A-Za-z0-9-_=.]+");
  }

  @Test
  void rt_16_a_client_that_is_gone_or_may_not_refresh_is_refused() {
    var client = client("");
    var token = api.signIn(client).refresh();
    api.call(
        "UpdateUserPoolClient",
        "{'UserPoolId':'%s','ClientId':'%s','ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH']}"
            .formatted(pool, client));
    assertThat(refusal(client, token))
        .isEqualTo("NotAuthorizedException: Client is not authorized for this flow.");

    api.call("DeleteUserPoolClient", "{'UserPoolId':'%s','ClientId':'%s'}".formatted(pool, client));
    assertThat(refusal(client, token))
        .isEqualTo("ResourceNotFoundException: User pool client " + client + " does not exist.");
  }

  @Test
  void section_3_8_a_device_key_of_no_device_is_refused() {
    var client = client("");
    var device = ",'DeviceKey':'us-east-1_0c8d8f6c-2f4e-4f0e-8f64-0d6a7c3f2b1a'";

    assertThat(api.refusal(OPERATION, request(client, api.signIn(client).refresh(), device)))
        .isEqualTo(INVALID);
  }

  @Test
  void tk_54_at_17_a_trigger_that_would_change_the_tokens_is_not_passed_over() {
    var client = client("");
    var token = api.signIn(client).refresh();
    api.call(
        "UpdateUserPool",
        "{'UserPoolId':'%s','LambdaConfig':{'PreTokenGeneration':'%s'}}"
            .formatted(pool, "arn:aws:lambda:us-east-1:000000000000:function:f"));

    assertThat(api.send(OPERATION, request(client, token, "")).status()).isEqualTo(501);
    api.call("UpdateUserPool", "{'UserPoolId':'%s','LambdaConfig':{}}".formatted(pool));
    assertThat(result(client, token).members().keySet()).contains("IdToken");
  }
}
