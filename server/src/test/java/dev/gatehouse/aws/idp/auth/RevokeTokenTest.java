package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.TokenApi.id;
import static dev.gatehouse.aws.idp.auth.TokenApi.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `RevokeToken` over the wire (users §5.3, oauth TK-60; security checks RT-10, JW-33).
class RevokeTokenTest {
  private static final String UNAUTHORIZED = "UnauthorizedException: Invalid client or secret";
  private static final String REVOKED = "NotAuthorizedException: Refresh Token has been revoked";

  @TempDir Path folder;
  private TokenApi api;
  private String pool = "";
  private String client = "";

  @BeforeEach
  void open() {
    api = new TokenApi(folder);
    pool = api.createPool();
    client = id(api.createClient(pool, ""));
  }

  @AfterEach
  void close() {
    api.close();
  }

  private static String request(String client, String token, String members) {
    return "{'Token':'" + token + "','ClientId':'" + client + "'" + members + "}";
  }

  private String refresh(String token) {
    return "{'RefreshToken':'" + token + "','ClientId':'" + client + "'}";
  }

  private boolean isGood(String token) {
    return api.send("GetTokensFromRefreshToken", refresh(token)).status() == 200;
  }

  @Test
  void rt_10_ends_the_sign_in_and_no_other() {
    var tokens = api.signIn(client);
    var other = api.signIn(client);

    assertThat(api.call("RevokeToken", request(client, tokens.refresh(), ""))).isEqualTo("{}");
    assertThat(api.refusal("GetTokensFromRefreshToken", refresh(tokens.refresh())))
        .isEqualTo(REVOKED);
    assertThat(api.refusal("GlobalSignOut", "{'AccessToken':'" + tokens.access() + "'}"))
        .isEqualTo("NotAuthorizedException: Access Token has been revoked");
    assertThat(isGood(other.refresh())).isTrue();
    assertThat(api.call("RevokeToken", request(client, tokens.refresh(), ""))).isEqualTo("{}");
  }

  @Test
  void section_5_3_unknown_tokens_are_no_fault_and_other_tokens_are_of_the_wrong_type() {
    var tokens = api.signIn(client);

    assertThat(api.call("RevokeToken", request(client, "unknown", ""))).isEqualTo("{}");
    assertThat(api.call("RevokeToken", request(client, tokens.refresh() + "A", "")))
        .isEqualTo("{}");
    for (var signed : new String[] {tokens.access(), tokens.id()}) {
      assertThat(api.refusal("RevokeToken", request(client, signed, "")))
          .isEqualTo("UnsupportedTokenTypeException: Unsupported token type");
    }
    assertThat(isGood(tokens.refresh())).isTrue();
  }

  @Test
  void section_5_3_needs_a_client_whose_tokens_can_be_revoked() {
    var irrevocable = id(api.createClient(pool, ",'EnableTokenRevocation':false"));
    var token = api.signIn(irrevocable).refresh();

    assertThat(api.refusal("RevokeToken", request(irrevocable, token, "")))
        .isEqualTo(
            "UnsupportedOperationException: Token revocation is not enabled for client "
                + irrevocable);
  }

  @Test
  void jw_33_other_clients_wrong_secrets_and_unknown_clients_are_answered_alike() {
    var confidential = api.createClient(pool, ",'GenerateSecret':true");
    var token = api.signIn(id(confidential)).refresh();
    var own = ",'ClientSecret':'" + secret(confidential) + "'";
    var mine = api.signIn(client).refresh();

    assertThat(api.refusal("RevokeToken", request(id(confidential), token, "")))
        .isEqualTo(UNAUTHORIZED);
    var wrong = own.replace("':'", "':'0");
    assertThat(api.refusal("RevokeToken", request(id(confidential), token, wrong)))
        .isEqualTo(UNAUTHORIZED);
    assertThat(api.refusal("RevokeToken", request("unknown", mine, ""))).isEqualTo(UNAUTHORIZED);
    assertThat(api.refusal("RevokeToken", request(id(confidential), mine, own)))
        .isEqualTo(UNAUTHORIZED);
    assertThat(isGood(mine)).isTrue();
    assertThat(api.call("RevokeToken", request(id(confidential), token, own))).isEqualTo("{}");
  }
}
