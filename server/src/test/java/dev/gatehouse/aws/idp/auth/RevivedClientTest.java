package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A client of dev mode that is deleted and made again with the same id is another client: tokens
/// of the first are none of its (AC-43).
class RevivedClientTest {
  private static final String ID = "fixedclient1";
  private static final String FIXED = ",'ClientName':'_custom_id_:" + ID + "'" + FLOWS;

  private final TestServer server = TestServer.dev();
  private final SignInSite other = SignInSite.on(server, "", FLOWS);

  @AfterEach
  void close() {
    server.close();
  }

  private SignInSite create() {
    other.admin("CreateUserPoolClient", FIXED);
    return other.with(ID);
  }

  private static String refresh(SignInSite site, String token) {
    return site.initiate("REFRESH_TOKEN_AUTH", "'REFRESH_TOKEN':'" + token + "'");
  }

  @Test
  void ac_43_its_refresh_tokens_do_not_come_back_to_life() {
    other.confirmed("jane");
    var fixed = create();
    var tokens = fixed.password("jane", PASSWORD);
    var others = member(other.password("jane", PASSWORD), "RefreshToken");
    server.call(
        "AWSCognitoIdentityProviderService.DeleteUserPoolClient",
        "cognito-idp",
        "{\"UserPoolId\":\"" + other.pool + "\",\"ClientId\":\"" + ID + "\"}");
    var old = member(tokens, "RefreshToken");
    assertThat(refresh(fixed, old))
        .isEqualTo(
            error("ResourceNotFoundException", "User pool client " + ID + " does not exist."));

    create();
    assertThat(refresh(fixed, old)).isEqualTo(notAuthorized("Refresh Token has been revoked"));
    assertThat(
            SignInSite.text(
                fixed.send("GetUser", "{'AccessToken':'" + member(tokens, "AccessToken") + "'}")))
        .isEqualTo(notAuthorized("Access Token has been revoked"));
    assertThat(refresh(other, others)).as("of another client").startsWith("200 ");
    assertThat(masked(fixed.password("jane", PASSWORD))).isEqualTo(TOKENS);
  }
}
